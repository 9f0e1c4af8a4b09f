import { useRef, useState } from "react";
import { get, useForm } from "react-hook-form";
import type { Draft, LocalComplaint, LocalFile } from "@/lib/offline/database";
import { removeMyComplaint } from "@/lib/offline/my-complaints";
import { keepComplaint } from "@/lib/offline/submit";
import type { FieldError } from "@/lib/schemas/field-errors";
import { emptyAnswers, type LodgeAnswers, type LodgeField } from "@/lib/schemas/lodge-answers";
import type { Locale } from "@/lib/web/i18n/routing";
import type { Reference } from "@/lib/web/reference";
import { NEUTRAL_PAGE } from "./leave";
import { lodgeResolver } from "./lodge-resolver";
import { findService } from "./service-picker";
import { FIELDS_OF, isStep, type Step, stepAfter, stepOf } from "./steps";
import { useDraft } from "./use-draft";
import { leaveFor, useStepHistory } from "./use-step-history";

/** What there was on the phone when the page opened. */
export type Found = { draft: Draft | null; unsent: LocalComplaint[] };

/** Everything that happens in the steps: answers, files, draft, history, and the complaint once it is kept. */
export function useLodging(locale: Locale, reference: Reference, { draft }: Found) {
  const needsPlace = (code: string) => findService(reference, code)?.service.needsPlace ?? false;
  const form = useForm<LodgeAnswers>({
    defaultValues: draft?.answers ?? emptyAnswers(),
    resolver: lodgeResolver({ language: locale, needsPlace }),
    shouldFocusError: false,
  });
  const [files, setFiles] = useState<LocalFile[]>(draft?.files ?? []);
  const { step, go, jump, back } = useStepHistory(draft !== null, isStep(draft?.step) ? draft.step : "about");
  const { wipe } = useDraft({ form, files, step });
  const [kept, setKept] = useState<LocalComplaint | null>(null);
  /** Counts refusals of the step that is shown; 0 as long as nothing is to be mended. */
  const [attempt, setAttempt] = useState(0);
  const [isRefused, setRefused] = useState(false);
  const [isAmending, setAmending] = useState(false);
  const isKeeping = useRef(false);

  const refusals: FieldError[] = FIELDS_OF[step].flatMap((field) => {
    const { type: code } = (get(form.formState.errors, field) ?? {}) as { type?: unknown };
    return attempt > 0 && typeof code === "string" ? [{ field, code }] : [];
  });

  function mend(problems: readonly FieldError[]) {
    for (const { field, code } of problems) form.setError(field as LodgeField, { type: code, message: code });
    setRefused(problems.length === 0);
    setAmending(true);
    setAttempt((count) => count + 1);
    jump(problems[0] ? stepOf(problems[0].field) : "check");
  }

  async function next() {
    if (!(await form.trigger(FIELDS_OF[step]))) return setAttempt((count) => count + 1);
    setAttempt(0);
    setAmending(false);
    go(isAmending ? "check" : stepAfter(step));
  }

  async function send() {
    if (isKeeping.current) return;
    isKeeping.current = true;
    try {
      const answers = structuredClone(form.getValues());
      const place = needsPlace(answers.serviceCode);
      const decision = await keepComplaint({ answers, files, language: locale, needsPlace: place });
      if (!decision.ok) return mend(decision.error);
      await wipe();
      setRefused(false);
      setKept(decision.value);
    } finally {
      isKeeping.current = false;
    }
  }

  async function takeBack(complaint: LocalComplaint, problems: FieldError[]) {
    form.reset(complaint.answers);
    setFiles(complaint.files);
    await removeMyComplaint(complaint.trackingId);
    setKept(null);
    mend(problems);
  }

  async function startAnew() {
    form.reset(emptyAnswers());
    setFiles([]);
    setKept(null);
    setAttempt(0);
    setAmending(false);
    jump("about");
    await wipe();
  }

  async function leave() {
    await Promise.race([wipe(), new Promise((resolve) => setTimeout(resolve, 300))]);
    await leaveFor(NEUTRAL_PAGE);
  }

  function amend(where: Step) {
    setAmending(true);
    setAttempt(0);
    go(where);
  }

  return {
    ...{ form, files, setFiles, step, back, kept, setKept, attempt, refusals, isRefused },
    ...{ next, send, amend, takeBack, startAnew, leave },
  };
}
export type Lodging = ReturnType<typeof useLodging>;
