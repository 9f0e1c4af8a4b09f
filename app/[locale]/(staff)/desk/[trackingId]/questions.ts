import type { getTranslations } from "next-intl/server";
import type { ActionQuestion } from "@/components/complaint/action-field";
import type { SelectOption } from "@/components/ui/select";
import type { Case } from "@/lib/data/cases";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { GIVEN_REJECT_REASONS, OUTCOMES } from "@/lib/domain/complaint/codes";
import { type Action, WORKFLOW } from "@/lib/domain/complaint/workflow";
import type { ActField } from "@/lib/schemas/act";
import { DOCUMENT_TYPES, PICTURE_TYPES } from "@/lib/schemas/lodgement";
import { formatDay } from "@/lib/tracking/dates";
import { labelOfAction } from "@/lib/tracking/labels";
import type { Locale } from "@/lib/web/i18n/routing";
import { deskChoices, nameableChoices, officerChoices, serviceChoices } from "./choices";
import { labelOf } from "./question-words";

export type Asking = {
  locale: Locale;
  theCase: Case;
  actor: StaffActor;
  t: Awaited<ReturnType<typeof getTranslations<"desk">>>;
  domain: Awaited<ReturnType<typeof getTranslations<"domain">>>;
  work: Awaited<ReturnType<typeof getTranslations<"caseWork">>>;
  now: Date;
  /** Who may be named in a note, as the page calls them. */
  mentions: readonly string[];
  /** What this one could be joined with, as far as anybody knows. */
  parents: SelectOption[];
};

const RATINGS = ["1", "2", "3", "4", "5"] as const;

/** One field of an action's form, with its words and what may be chosen. */
export async function ask(field: ActField | "evidence", action: Action, asking: Asking): Promise<ActionQuestion> {
  const { t, domain, theCase } = asking;
  const required = (WORKFLOW[action].gives as readonly string[]).includes(field);
  const words = { name: field, label: labelOf(action, field, t), required };
  switch (field) {
    case "publicText":
      // Of a protected matter the public reads no text at all.
      return { ...words, kind: "prose", hint: t(isProtected(theCase) ? "hints.owner" : "hints.public") };
    case "text":
      if (action === "NOTE")
        return { ...words, kind: "note", hint: asking.work("mention.hint"), people: asking.mentions };
      return textQuestion(words, action, asking);
    case "reason":
      return textQuestion(words, action, asking);
    case "desk":
      return { ...words, kind: "select", placeholder: t("choices.choose"), ...(await deskChoices(action, asking)) };
    case "officer": {
      const hint =
        action === "ASSIGN"
          ? t("hints.officerOptional")
          : action === "DECIDE_APPEAL"
            ? t("hints.appealUphold")
            : undefined;
      const choices = await officerChoices(action, asking);
      const nobody = choices.groups.length + choices.options.length === 0;
      const placeholder = t(action === "ASSIGN" ? "choices.nobodyYet" : nobody ? "choices.nobody" : "choices.choose");
      // REASSIGN wants a desk or an officer, and the desk is the officer's.
      return {
        ...words,
        required: required || action === "REASSIGN",
        kind: "select",
        placeholder,
        hint,
        ...choices,
      };
    }
    case "service":
      return { ...words, kind: "select", placeholder: t("choices.choose"), ...(await serviceChoices(asking)) };
    case "parent":
      return { ...words, kind: "code", hint: asking.work("related.parentHint"), suggestions: asking.parents };
    case "accusedIds":
      return {
        ...words,
        kind: "several",
        hint: t("hints.accusedIds"),
        nobody: t("choices.nobody"),
        options: await nameableChoices(asking),
      };
    case "days":
      return askDays(words, action, asking);
    case "rating":
      return {
        ...words,
        kind: "radio",
        options: RATINGS.map((value) => ({ value, label: t(`choices.rating${value}`) })),
      };
    case "outcome":
      return {
        ...words,
        kind: "radio",
        options: OUTCOMES.map((value) => ({ value, label: domain(`outcomes.${value}`) })),
      };
    case "rejectReason":
      return {
        ...words,
        kind: "radio",
        options: GIVEN_REJECT_REASONS.map((value) => ({ value, label: domain(`rejectReasons.${value}`) })),
      };
    case "courtCase":
      return { ...words, kind: "line", hint: t("hints.courtCase") };
    case "reference":
      return { ...words, required: true, kind: "line", hint: t("hints.reference") };
    case "decision":
      return {
        ...words,
        kind: "radio",
        options: (["uphold", "dismiss"] as const).map((value) => ({ value, label: t(`choices.${value}`) })),
      };
    case "sequence":
      return { ...words, kind: "select", placeholder: t("choices.choose"), options: entryChoices(theCase, asking) };
    case "evidence":
      return askEvidence(words, action, asking);
  }
}

function textQuestion(words: Words, action: Action, { t }: Asking): ActionQuestion {
  const hint = t(WORKFLOW[action].shown === "internal" ? "hints.internal" : "hints.owner");
  return { ...words, kind: "prose", hint };
}

function isProtected({ facts }: Case): boolean {
  return facts.sensitive || facts.sealed;
}

type Words = { name: string; label: string; required: boolean };

function askDays(words: Words, action: Action, { theCase: { facts }, t }: Asking): ActionQuestion {
  if (action !== "EXTEND") return { ...words, kind: "number", min: 1, max: 40, hint: t("hints.appealUphold") };
  const clockDays = facts.clockDays ?? 0;
  const most = Math.max(0, Math.min(Math.floor(clockDays / 2), 40 - clockDays));
  return { ...words, kind: "number", min: 1, max: most, hint: t("hints.days", { most }) };
}

function askEvidence(words: Words, action: Action, { theCase: { facts }, t }: Asking): ActionQuestion {
  const demand =
    facts.kind === "complaint" && (facts.evidence === "photo" || facts.evidence === "document")
      ? facts.evidence
      : "none";
  const count = facts.evidencePresent.length;
  const hint =
    count > 0
      ? `${t(`hints.evidence.${demand}`)} ${t("hints.evidenceThere", { count })}`
      : t(`hints.evidence.${demand}`);
  const accept = [...PICTURE_TYPES, ...DOCUMENT_TYPES].join(",");
  return { ...words, required: action === "ATTACH" || (demand !== "none" && count === 0), kind: "file", accept, hint };
}

/** Entries that have a text and have it still, newest first. The first one's is what the citizen wrote. */
function entryChoices({ events, content }: Case, { locale, t }: Asking): SelectOption[] {
  return events
    .filter(({ payload, sequence, action }) => {
      // Why something was erased stays to be read.
      if (payload === null || action === "REDACT") return false;
      return Boolean(sequence === 1 ? content.text : payload.publicText || payload.text || payload.reason);
    })
    .map(({ sequence, action, at }) => {
      const entry = { number: sequence, action: labelOfAction(action, locale), day: formatDay(at, locale) };
      return { value: String(sequence), label: t("choices.entry", entry) };
    })
    .reverse();
}
