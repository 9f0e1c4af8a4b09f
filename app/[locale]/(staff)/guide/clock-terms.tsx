import { useTranslations } from "next-intl";
import { REMINDERS_BEFORE_SILENCE, TERMS } from "@/lib/domain/complaint/clock";

const RULES = [
  "triage",
  "start",
  "update",
  "whole",
  "ask",
  "answer",
  "takeBack",
  "decide",
  "appeal",
  "withdraw",
] as const;

/** Every number that the clocks' sentences may name. */
export const CLOCK_NUMBERS = {
  ...TERMS,
  askReminders: REMINDERS_BEFORE_SILENCE.NEEDS_INFO,
  answerReminders: REMINDERS_BEFORE_SILENCE.RESOLVED,
};

/** The terms of the portal's own clock in plain words: no number is typed here or in the messages. */
export function ClockTerms() {
  const t = useTranslations("guide.chapters.clocks");
  return (
    <>
      <p>{t("lead")}</p>
      <ul className="grid list-disc gap-3 ps-5">
        {RULES.map((rule) => (
          <li key={rule}>{t(rule, CLOCK_NUMBERS)}</li>
        ))}
      </ul>
      <h3 className="text-lg">{t("ladderTitle")}</h3>
      <p>{t("ladder", CLOCK_NUMBERS)}</p>
    </>
  );
}
