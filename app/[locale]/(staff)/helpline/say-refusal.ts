import { getTranslations } from "next-intl/server";
import type { ActRefusal } from "@/lib/use-cases/act-on-complaint";
import type { Locale } from "@/lib/web/i18n/routing";

/** Why something was not done, and the field that is to blame where there is one, called as the form calls it. */
export async function sayRefusal(
  refusal: ActRefusal,
  locale: Locale,
  labelOf: (field: string) => string,
): Promise<{ message: string; field?: string; version?: number }> {
  const t = await getTranslations({ locale, namespace: "desk.refused" });
  switch (refusal.code) {
    case "stale":
      return { message: `${t("stale")}. ${t("staleBody")}`, version: refusal.version };
    case "not-allowed-now":
      return { message: t(`bars.${refusal.bar}`) };
    case "refused": {
      const { refusal: flaw } = refusal;
      const label = labelOf(flaw.field);
      if (flaw.code !== "personal_data") return { field: flaw.field, message: t(`fields.${flaw.code}`, { label }) };
      const found = flaw.found.map((kind) => t(`found.${kind}`)).join(t("and"));
      return { field: flaw.field, message: t("fields.personal_data", { label, found }) };
    }
    case "file-not-taken":
      return { field: "files", message: t(`files.${refusal.reason}`, { label: labelOf("files") }) };
    case "no-space":
      return { message: t("noSpace") };
    case "action-id-taken":
      return { message: t("badForm") };
    case "unknown":
    case "wrong-key":
      return { message: t("bars.not_permitted") };
  }
}
