"use client";

import { useEffect, useRef } from "react";

type Props = { trackingId: string; unsentWords: string };

/**
 * Inside a form that forgets a complaint on this phone: takes it out of the phone's own database too. What lies here alone
 * is named first, and asked for once more.
 */
export function RemoveFromPhone({ trackingId, unsentWords }: Props) {
  const mark = useRef<HTMLSpanElement>(null);
  const isOnlyHere = useRef(false);

  useEffect(() => {
    const form = mark.current?.closest("form");
    if (!form || !("indexedDB" in window)) return;
    const complaints = import("@/lib/offline/my-complaints");
    Promise.all([complaints, import("@/lib/offline/todo")])
      .then(async ([{ findMyComplaint }, todo]) => {
        const kept = await findMyComplaint(trackingId);
        isOnlyHere.current = kept !== null && todo.isOnlyHere(kept);
      })
      .catch((error: unknown) => console.warn("This phone's complaints could not be read.", error));
    const onSubmit = (event: SubmitEvent) => {
      if (isOnlyHere.current && !window.confirm(unsentWords)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      complaints
        .then(({ removeMyComplaint }) => removeMyComplaint(trackingId))
        .catch((error: unknown) => console.warn("It could not be taken out of this phone's database.", error));
    };
    form.addEventListener("submit", onSubmit);
    return () => form.removeEventListener("submit", onSubmit);
  }, [trackingId, unsentWords]);

  return <span ref={mark} hidden />;
}
