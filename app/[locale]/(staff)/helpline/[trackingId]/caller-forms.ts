import { getTranslations } from "next-intl/server";
import type { CallerForm } from "@/components/complaint/helpline/caller-forms";
import type { Case } from "@/lib/data/cases";
import { DOCUMENT_TYPES, PICTURE_TYPES } from "@/lib/schemas/lodgement";
import { CALLER_ACTIONS, type CallerAction } from "@/lib/use-cases/act-for-caller";
import type { Locale } from "@/lib/web/i18n/routing";

/** The forms that the workflow allows for this caller now: while nobody knows them, a note of the call alone. */
export async function buildCallerForms(theCase: Case | null, locale: Locale): Promise<CallerForm[]> {
  const t = await getTranslations({ locale, namespace: "helpline.act" });
  const actions = CALLER_ACTIONS.filter((action) => action === "CALL_LOG" || theCase?.allowed.includes(action));
  // Where the office waits for an answer, a message besides would leave it waiting.
  const shown = actions.includes("PROVIDE_INFO") ? actions.filter((action) => action !== "REPLY") : actions;
  return shown.map((action) => ({
    action,
    title: t(`${action}.title`),
    lead: t(`${action}.lead`),
    submit: t(`${action}.submit`),
    actionId: crypto.randomUUID(),
    questions: questionsOf(action),
  }));

  function questionsOf(action: CallerAction): CallerForm["questions"] {
    switch (action) {
      case "ATTACH":
        return [
          { name: "files", label: t("files"), kind: "file", accept: [...PICTURE_TYPES, ...DOCUMENT_TYPES].join(",") },
        ];
      case "CHANGE_CONTACT":
        return [
          { name: "name", label: t("name"), kind: "line", optional: true },
          { name: "phone", label: t("phone"), kind: "code", optional: true },
          { name: "email", label: t("email"), kind: "code", optional: true },
          { name: "cnic", label: t("cnic"), kind: "code", optional: true },
          {
            name: "channel",
            label: t("channel"),
            kind: "select",
            optional: true,
            placeholder: t("keep"),
            options: (["sms", "email", "none"] as const).map((value) => ({ value, label: t(`channels.${value}`) })),
          },
        ];
      default: {
        const label = action === "DISPUTE" ? t("missing") : action === "CALL_LOG" ? t("note") : t("text");
        return [{ name: "text", label, kind: "prose" }];
      }
    }
  }
}
