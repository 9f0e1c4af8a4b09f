import { useCallback, useEffect, useRef, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import type { ChosenFile, DraftKey } from "@/lib/offline/database";
import { clearDraft, saveDraft } from "@/lib/offline/draft";
import type { LodgeAnswers } from "@/lib/schemas/lodge-answers";
import type { Step } from "./steps";

const PAUSE_MS = 300;

type Kept = {
  form: UseFormReturn<LodgeAnswers>;
  files: readonly ChosenFile[];
  step: Step;
  /** The refused complaint that is being put right; its draft lies beside the ordinary one. */
  mends: string | null;
};

/**
 * Keeps the draft on the phone: shortly after each change, and at once when the page goes out of sight, for then the phone
 * may end it. Answers with what stops it and wipes the draft. `isFull`: the phone has no room to keep it.
 */
export function useDraft({ form, files, step, mends }: Kept): { wipe: () => Promise<void>; isFull: boolean } {
  const latest = useRef({ files, step, mends });
  latest.current = { files, step, mends };
  const [isFull, setFull] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const saveNow = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const draft = {
      step: latest.current.step,
      answers: structuredClone(form.getValues()),
      files: [...latest.current.files],
      changedAt: new Date().toISOString(),
      mends: latest.current.mends,
    };
    const key = keyOf(latest.current.mends);
    saveDraft(draft, key).then(
      () => setFull(false),
      (error: unknown) => {
        if ((error as DOMException).name !== "QuotaExceededError") {
          return console.warn("The draft could not be kept.", error);
        }
        setFull(true);
        // The words at least, which need hardly any room.
        return saveDraft({ ...draft, files: [] }, key).catch(() => {});
      },
    );
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
    await clearDraft(keyOf(latest.current.mends));
  }, []);
  return { wipe, isFull };
}

export function keyOf(mends: string | null): DraftKey {
  return mends ? "mend" : "lodge";
}
