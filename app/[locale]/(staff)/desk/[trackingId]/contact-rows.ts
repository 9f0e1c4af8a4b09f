import { getTranslations } from "next-intl/server";
import type { ContactRow } from "@/components/complaint/case-contact";
import type { Contact } from "@/lib/schemas/lodgement";
import type { Locale } from "@/lib/web/i18n/routing";

/** What is known of a citizen's contact, a line each. */
export async function toContactRows(contact: Contact | null, locale: Locale): Promise<ContactRow[]> {
  const t = await getTranslations({ locale, namespace: "desk.case.contact" });
  if (!contact) return [];
  const { name, phone, email, cnic, channel, quiet } = contact;
  const row = (key: string, label: string, value: string | undefined, ltr: boolean): ContactRow[] =>
    value ? [{ key, label, value, ltr }] : [];
  return [
    ...row("name", t("name"), name, false),
    ...row("phone", t("phone"), phone, true),
    ...row("email", t("email"), email, true),
    ...row("cnic", t("cnic"), cnic, true),
    ...row("channel", t("channel"), channel && t(`channels.${channel}`), false),
    ...row("quiet", t("quiet"), quiet && t("quietValue", quiet), false),
  ];
}
