import { useCallback, useEffect, useRef, useState } from "react";
import { isStep, type Step, stepBefore } from "./steps";

type Mark = { lodgeStep: Step; lodgeIndex: number };

/**
 * The step, tied to the browser's own back and forward. Each step is a history entry at the same address; `lodgeIndex`
 * counts them, so that "leave this page" can go back before the first.
 */
export function useStepHistory(hasDraft: boolean, draftStep: Step) {
  const [step, setStep] = useState<Step>(() => (hasDraft ? (readMark()?.lodgeStep ?? draftStep) : "about"));

  const last = useRef<Mark>({ lodgeStep: step, lodgeIndex: 0 });

  useEffect(() => {
    const onPop = (event: PopStateEvent) => {
      const mark = readMark(event.state);
      // A link within the page (the skip link) made an entry of its own: it counts as well, or "leave" would miss one.
      last.current = mark ?? { ...last.current, lodgeIndex: last.current.lodgeIndex + 1 };
      if (mark) setStep(mark.lodgeStep);
      else history.replaceState({ ...history.state, ...last.current }, "");
    };
    window.addEventListener("popstate", onPop);
    return () => window.removeEventListener("popstate", onPop);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the first step only; later ones write their own entry
  useEffect(() => replaceMark(step), []);

  useEffect(() => {
    last.current = readMark() ?? { ...last.current, lodgeStep: step };
  }, [step]);

  const go = useCallback((next: Step) => {
    const mark: Mark = { lodgeStep: next, lodgeIndex: (readMark()?.lodgeIndex ?? 0) + 1 };
    history.pushState({ ...history.state, ...mark }, "");
    setStep(next);
  }, []);

  /** Without a new entry: for what nobody should come back to. */
  const jump = useCallback((next: Step) => {
    replaceMark(next);
    setStep(next);
  }, []);

  const back = useCallback(() => {
    if ((readMark()?.lodgeIndex ?? 0) > 0) return history.back();
    const before = stepBefore(step);
    if (before) jump(before);
  }, [step, jump]);

  return { step, go, jump, back };
}

function replaceMark(step: Step): void {
  const mark: Mark = { lodgeStep: step, lodgeIndex: readMark()?.lodgeIndex ?? 0 };
  history.replaceState({ ...history.state, ...mark }, "");
}

function readMark(state: unknown = history.state): Mark | null {
  const { lodgeStep, lodgeIndex } = (state ?? {}) as Partial<Mark>;
  return isStep(lodgeStep) && typeof lodgeIndex === "number" ? { lodgeStep, lodgeIndex } : null;
}

/** Long enough for any browser to have gone back; nobody may be left looking at the page for longer. */
const PATIENCE_MS = 400;

/** To a page that tells nothing, in place of the first of our history entries, so that "back" shows no form. */
export async function leaveFor(address: string): Promise<void> {
  document.documentElement.hidden = true;
  const index = readMark()?.lodgeIndex ?? 0;
  if (index > 0) {
    await new Promise<void>((resolve) => {
      window.addEventListener("popstate", () => resolve(), { once: true });
      setTimeout(resolve, PATIENCE_MS);
      history.go(-index);
    });
  }
  location.replace(address);
}
