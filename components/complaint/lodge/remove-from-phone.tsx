"use client";

import { useEffect, useRef } from "react";

/** Inside a form that forgets a complaint on this phone: takes it out of the phone's own database too. */
export function RemoveFromPhone({ trackingId }: { trackingId: string }) {
  const mark = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const form = mark.current?.closest("form");
    if (!form || !("indexedDB" in window)) return;
    const onSubmit = () => {
      import("@/lib/offline/my-complaints")
        .then(({ removeMyComplaint }) => removeMyComplaint(trackingId))
        .catch((error: unknown) => console.warn("It could not be taken out of this phone's database.", error));
    };
    form.addEventListener("submit", onSubmit);
    return () => form.removeEventListener("submit", onSubmit);
  }, [trackingId]);

  return <span ref={mark} hidden />;
}
