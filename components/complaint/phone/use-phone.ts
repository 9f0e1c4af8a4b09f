import { useEffect, useState } from "react";
import type { LocalComplaint } from "@/lib/offline/database";

const EVERY_MS = 60_000;

export type OnPhone = {
  /** Null until the phone has been looked at; newest first. */
  complaints: LocalComplaint[] | null;
  pausedUntil: number | null;
  isSending: boolean;
};

/** What lies on this phone, kept up to date; the portal is asked how each stands, when there is a network. */
export function usePhone(): OnPhone {
  const [found, setFound] = useState<OnPhone>({ complaints: null, pausedUntil: null, isSending: false });

  useEffect(() => {
    const none = () => setFound({ complaints: [], pausedUntil: null, isSending: false });
    if (!window.isSecureContext || !("indexedDB" in window)) return none();
    let gone = false;
    let end = () => {};
    follow(
      (now) => {
        if (!gone) setFound(now);
      },
      () => gone,
    ).then(
      (stop) => {
        end = stop;
        if (gone) stop();
      },
      (error: unknown) => {
        console.warn("This phone's complaints could not be read.", error);
        if (!gone) none();
      },
    );
    return () => {
      gone = true;
      end();
    };
  }, []);
  return found;
}

/** Loaded only where the list is shown. */
async function follow(show: (now: OnPhone) => void, isGone: () => boolean): Promise<() => void> {
  const [{ listMyComplaints }, { findPause }, { onChange }, { isSending, startSending }, { refreshStatuses }] =
    await Promise.all([
      import("@/lib/offline/my-complaints"),
      import("@/lib/offline/pause"),
      import("@/lib/offline/changes"),
      import("@/lib/offline/runner"),
      import("@/lib/offline/statuses"),
    ]);
  const look = async () => {
    const [complaints, pausedUntil] = await Promise.all([listMyComplaints(), findPause()]);
    show({ complaints, pausedUntil, isSending: isSending() });
    return complaints;
  };
  const refresh = async () => {
    if (!isGone() && navigator.onLine && document.visibilityState === "visible") await refreshStatuses(await look());
  };
  const again = () => void refresh().catch(() => {});
  const stop = onChange(() => void look().catch(() => {}));
  await look();
  startSending();
  again();
  const timer = setInterval(again, EVERY_MS);
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", again);
  return () => {
    stop();
    clearInterval(timer);
    window.removeEventListener("online", again);
    document.removeEventListener("visibilitychange", again);
  };
}
