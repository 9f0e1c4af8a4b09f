import type { SearchChoices } from "@/components/complaint/inbox/search-form";
import { listInboxChoices } from "@/lib/data/inbox-choices";
import { listServicesByCategory } from "@/lib/data/staff-choices";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { STATES } from "@/lib/domain/complaint/states";
import { labelOfState } from "@/lib/tracking/labels";
import { nameIn } from "@/lib/web/i18n/name-in";
import type { Locale } from "@/lib/web/i18n/routing";

/** What the inbox can be narrowed to, in the page's language. A whole category stands before its services. */
export async function searchChoices(actor: StaffActor, locale: Locale): Promise<SearchChoices> {
  const [categories, { districts, desks, officers }] = await Promise.all([
    listServicesByCategory(),
    listInboxChoices(actor),
  ]);
  const options = (rows: readonly { id: string; nameEn: string; nameUr: string }[]) =>
    rows.map((row) => ({ value: row.id, label: nameIn(locale, row) }));
  return {
    services: categories.map((category) => ({
      label: nameIn(locale, category),
      options: [
        { value: category.code, label: nameIn(locale, category) },
        ...category.services.map((service) => ({ value: service.code, label: nameIn(locale, service) })),
      ],
    })),
    districts: options(districts),
    desks: options(desks),
    officers: options(officers),
    states: STATES.map((state) => ({ value: state, label: labelOfState({ state, kind: "complaint" }, locale) })),
  };
}
