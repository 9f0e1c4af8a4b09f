import { useCallback, useEffect, useRef } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { LocalFile } from "@/lib/offline/database";
import { clearDraft, saveDraft } from "@/lib/offline/draft";
import type { LodgeAnswers } from "@/lib/schemas/lodge-answers";
import type { Step } from "./steps";

const PAUSE_MS = 300;

type Kept = { form: UseFormReturn<LodgeAnswers>; files: readonly LocalFile[]; step: Step };

/**
 * Keeps the draft on the phone: shortly after each change, and at once when the page goes out of sight, for then the phone
 * may end it. Answers with what stops it and wipes the draft.
 */
export function useDraft({ form, files, step }: Kept): { wipe: () => Promise<void> } {
  const latest = useRef({ files, step });
  latest.current = { files, step };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const saveNow = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const draft = {
      step: latest.current.step,
      answers: structuredClone(form.getValues()),
      files: [...latest.current.files],
      changedAt: new Date().toISOString(),
    };
    saveDraft(draft).catch((error: unknown) => console.warn("The draft could not be kept.", error));
  }, [form]);

  const saveSoon = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(saveNow, PAUSE_MS);
  }, [saveNow]);

  useEffect(() => form.subscribe({ formState: { values: true }, callback: saveSoon }), [form, saveSoon]);

  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step or file is what calls for saving
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else saveSoon();
  }, [files, step, saveSoon]);

  useEffect(() => {
    const onHide = () => {
      if (document.visibilityState === "hidden" && timer.current !== undefined) saveNow();
    };
    document.addEventListener("visibilitychange", onHide);
    return () => {
      document.removeEventListener("visibilitychange", onHide);
      clearTimeout(timer.current);
    };
  }, [saveNow]);

  const wipe = useCallback(async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    await clearDraft();
  }, []);
  return { wipe };
}
