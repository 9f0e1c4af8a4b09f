import type { getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { Refused } from "@/components/complaint/case-actions";
import { type Bar, FLAWS, type Flaw } from "@/lib/domain/complaint/refusal";
import type { Action } from "@/lib/domain/complaint/workflow";
import { formatMoment } from "@/lib/tracking/dates";
import { labelOfAction } from "@/lib/tracking/labels";
import type { ActRefusal, Happened } from "@/lib/use-cases/act-on-complaint";
import type { Locale } from "@/lib/web/i18n/routing";
import { type DeskWords, labelOf } from "./question-words";

/** Their forms ask for the officer, and the desk is that officer's. */
export const DESK_BY_OFFICER: ReadonlySet<Action> = new Set(["REASSIGN", "TAKE_UP", "DECIDE_APPEAL"]);

type Words = Pick<Refused, "message" | "field" | "changes" | "version">;
type About = {
  action: Action;
  locale: Locale;
  t: DeskWords;
  domain: Awaited<ReturnType<typeof getTranslations<"domain">>>;
};

/** A use-case's refusal as a sentence, at its field where it has one. A code that nobody has worded does not compile. */
export function sentenceFor(refusal: ActRefusal, { action, locale, t, domain }: About): Words {
  switch (refusal.code) {
    case "stale": {
      const changes = refusal.changes.map((change) => sayChange(change, { locale, t, domain }));
      return { message: t("refused.stale"), changes, version: refusal.version };
    }
    case "not-allowed-now":
      return { message: barSentence(refusal.bar, t) };
    case "refused":
      return flawSentence(refusal.refusal, action, t);
    case "file-not-taken":
      return {
        field: "evidence",
        message: t(`refused.files.${refusal.reason}`, { label: labelOf(action, "evidence", t) }),
      };
    case "no-space":
      return { message: t("refused.noSpace") };
    case "action-id-taken":
      return { message: t("refused.badForm") };
    // Whoever may not see a complaint is not told that it exists; a claim key is nothing that staff send.
    case "unknown":
    case "wrong-key":
      return { message: t("refused.bars.not_permitted") };
  }
}

function barSentence(bar: Bar, t: DeskWords): string {
  return t(`refused.bars.${bar}`);
}

type Flawed = Extract<ActRefusal, { code: "refused" }>["refusal"];

function flawSentence(refusal: Flawed, action: Action, t: DeskWords): Words {
  const field = askedAs(refusal.field, action);
  const label = labelOf(action, field, t);
  if (refusal.code === "invalid" && field === "parent") return { field, message: t("refused.noParent") };
  if (refusal.code !== "personal_data") return { field, message: t(`refused.fields.${refusal.code}`, { label }) };
  const found = refusal.found.map((kind) => t(`refused.found.${kind}`)).join(t("refused.and"));
  return { field, message: t("refused.fields.personal_data", { label, found }) };
}

/** The question by which a form brings that field: files come as evidence, and a chosen officer brings the desk along. */
function askedAs(field: string, action: Action): string {
  if (field === "files") return "evidence";
  return field === "desk" && DESK_BY_OFFICER.has(action) ? "officer" : field;
}

/** The first thing that the form's schema didn't take. */
export function flawOf(error: z.ZodError, action: Action, t: DeskWords): Words {
  const [issue] = error.issues;
  const field = String(issue?.path[0] ?? "");
  const flaw: Flaw = FLAWS.find((code) => code === issue?.message) ?? "invalid";
  return { field, message: t(`refused.fields.${flaw}`, { label: labelOf(action, field, t) }) };
}

function sayChange({ at, action, role, actorName }: Happened, { locale, t, domain }: Omit<About, "action">): string {
  const who = actorName ? actorName[locale] : domain(`roles.${role}`);
  return t("refused.changedBy", { who, what: labelOfAction(action, locale), when: formatMoment(at, locale) });
}
