import { getTranslations } from "next-intl/server";
import { isUnwritable } from "@/lib/data/unavailable";
import type { Locale } from "@/lib/web/i18n/routing";
import type { PagePath } from "@/lib/web/paths";
import type { SignedInStaff } from "@/lib/web/session";
import { StaffPage } from "../../staff-page";

/** Whose look has to be recorded sees nothing while nothing can be (lib/use-cases/read-case.ts). */
export function unlessUnrecorded(error: unknown): "unrecorded" {
  if (isUnwritable(error)) return "unrecorded";
  throw error;
}

type Props = { locale: Locale; here: PagePath; who: SignedInStaff };

export async function Unrecorded({ locale, here, who }: Props) {
  const t = await getTranslations({ locale, namespace: "outage.closed" });
  return (
    <StaffPage locale={locale} here={here} who={who}>
      <h1 className="mb-4 text-2xl">{t("lookTitle")}</h1>
      <p className="max-w-measure">{t("lookRefused")}</p>
    </StaffPage>
  );
}
