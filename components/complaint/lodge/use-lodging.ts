import { useEffect, useRef, useState } from "react";
import { get, useForm } from "react-hook-form";
import type { ChosenFile, Draft, LocalComplaint } from "@/lib/offline/database";
import { listFiles } from "@/lib/offline/my-complaints";
import type { Nearby } from "@/lib/offline/nearby";
import { keepComplaint } from "@/lib/offline/submit";
import type { FieldError } from "@/lib/schemas/field-errors";
import { emptyAnswers, type LodgeAnswers, type LodgeField } from "@/lib/schemas/lodge-answers";
import type { Locale } from "@/lib/web/i18n/routing";
import type { Reference } from "@/lib/web/reference";
import { NEUTRAL_PAGE } from "./leave";
import { lodgeResolver } from "./lodge-resolver";
import { findService } from "./service-picker";
import { FIELDS_OF, isStep, type Step, stepAfter, stepOf } from "./steps";
import { keyOf, useDraft } from "./use-draft";
import { leaveFor, useStepHistory } from "./use-step-history";

/** What there was on the phone when the page opened. `mending`: the refused complaint that the address asks for. */
export type Found = { draft: Draft | null; unsent: LocalComplaint[]; mending: LocalComplaint | null };
/** Why the complaint could not be kept on this phone. */
export type KeepTrouble = "no-room" | "not-kept";

/** Everything that happens in the steps: answers, files, draft, history, and the complaint once it is kept. */
export function useLodging(locale: Locale, reference: Reference, { draft, mending: asked }: Found) {
  const needsPlace = (code: string) => findService(reference, code)?.service.needsPlace ?? false;
  const form = useForm<LodgeAnswers>({
    defaultValues: draft?.answers ?? emptyAnswers(),
    resolver: lodgeResolver({ language: locale, needsPlace }),
    shouldFocusError: false,
  });
  const [files, setFiles] = useState<ChosenFile[]>(draft?.files ?? []);
  const { step, go, jump, back } = useStepHistory(draft !== null, isStep(draft?.step) ? draft.step : "about");
  const [mending, setMending] = useState(asked);
  const { wipe, isFull } = useDraft({ form, files, step, mends: mending?.trackingId ?? null });
  const [kept, setKept] = useState<LocalComplaint | null>(null);
  /** Counts refusals of the step that is shown; 0 as long as nothing is to be mended. */
  const [attempt, setAttempt] = useState(0);
  const [trouble, setTrouble] = useState<KeepTrouble | null>(null);
  const [isAmending, setAmending] = useState(false);
  const isKeeping = useRef(false);

  const { errors } = form.formState; // read in every step, or the library wouldn't tell of them in the next one
  const refusals: FieldError[] = FIELDS_OF[step].flatMap((field) => {
    const { type: code } = (get(errors, field) ?? {}) as { type?: unknown };
    return attempt > 0 && typeof code === "string" ? [{ field, code }] : [];
  });

  function mend(problems: readonly FieldError[]) {
    for (const { field, code } of problems) form.setError(field as LodgeField, { type: code, message: code });
    setAmending(true);
    setAttempt((count) => count + 1);
    jump(problems[0] ? stepOf(problems[0].field) : "check");
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens on a refused complaint
  useEffect(() => {
    if (asked) mend(asked.refusal?.errors ?? []);
  }, []);

  async function next() {
    if (!(await form.trigger(FIELDS_OF[step]))) return setAttempt((count) => count + 1);
    setAttempt(0);
    setAmending(false);
    go(isAmending ? "check" : stepAfter(step));
  }

  async function send() {
    if (isKeeping.current) return;
    isKeeping.current = true;
    setTrouble(null);
    try {
      const answers = structuredClone(form.getValues());
      const place = needsPlace(answers.serviceCode);
      const decision = await keepComplaint({
        ...{ answers, files, language: locale, needsPlace: place },
        draft: keyOf(mending?.trackingId ?? null),
        mends: mending && { ...mending, keepsId: keepsId(mending) },
      });
      if (decision.ok) return await show(decision.value);
      if (decision.error.code === "fields") mend(decision.error.errors);
      else setTrouble("no-room");
    } catch (error) {
      console.error("The complaint could not be kept on this phone.", error);
      setTrouble("not-kept");
    } finally {
      isKeeping.current = false;
    }
  }

  async function show(complaint: LocalComplaint) {
    await wipe(); // what a late timer might still want to save
    setMending(null);
    setKept(complaint);
  }

  /** The portal refused it: the form again, filled in, while the complaint stays on the phone. */
  async function takeBack(complaint: LocalComplaint) {
    form.reset(complaint.answers);
    setFiles(await listFiles(complaint));
    setMending(complaint);
    setKept(null);
    mend(complaint.refusal?.errors ?? []);
  }

  async function startAnew() {
    await wipe();
    history.replaceState(history.state, "", window.location.pathname);
    form.reset(emptyAnswers());
    setFiles([]);
    setMending(null);
    setKept(null);
    setTrouble(null);
    setAttempt(0);
    setAmending(false);
    jump("about");
    await wipe();
  }

  async function leave() {
    await Promise.race([wipe(), new Promise((resolve) => setTimeout(resolve, 300))]);
    await leaveFor(NEUTRAL_PAGE);
  }

  /** One tap: all else may stay empty, so what is left is to read it once more. */
  function join({ ref, districtId }: Pick<Nearby, "ref" | "districtId">, words: string) {
    form.setValue("joins", ref);
    form.setValue("districtId", districtId);
    if (form.getValues("text").trim() === "") form.setValue("text", words);
    form.clearErrors();
    amend("check");
  }

  /** For itself after all; our own words go with it. */
  function joinNone(words: string) {
    form.setValue("joins", "");
    if (form.getValues("text") === words) form.setValue("text", "");
  }

  function amend(where: Step) {
    setAmending(true);
    setAttempt(0);
    setTrouble(null);
    go(where);
  }

  return {
    ...{ form, files, setFiles, step, back, kept, setKept, attempt, refusals, mending, trouble, isFull },
    ...{ next, send, amend, join, joinNone, takeBack, startAnew, leave },
  };
}
export type Lodging = ReturnType<typeof useLodging>;

/** Under the same ID the portal has nothing, unless it has another complaint (design §4). */
export function keepsId({ refusal }: LocalComplaint): boolean {
  return refusal?.code !== "other-content";
}
