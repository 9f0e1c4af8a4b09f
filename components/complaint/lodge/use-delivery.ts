import { useCallback, useEffect, useRef, useState } from "react";
import { onChange } from "@/lib/offline/changes";
import type { LocalComplaint } from "@/lib/offline/database";
import { findMyComplaint } from "@/lib/offline/my-complaints";
import { findPause } from "@/lib/offline/pause";
import { isSending, sendNow } from "@/lib/offline/runner";
import { refreshStatuses } from "@/lib/offline/statuses";
import { isUnsent } from "@/lib/offline/todo";

export type Phase = "sending" | "waiting" | "sent";
type Look = { complaint: LocalComplaint; isBusy: boolean; pausedUntil: number | null };

/** Sends a kept complaint, and follows it on the phone, whoever sends it: this page, another tab, or the worker. */
export function useDelivery(kept: LocalComplaint, onRefused: (complaint: LocalComplaint) => void) {
  const [look, setLook] = useState<Look>({ complaint: kept, isBusy: true, pausedUntil: null });
  const { trackingId } = kept;
  const refused = useRef(onRefused);
  refused.current = onRefused;

  const retry = useCallback(async () => {
    await sendNow(trackingId);
    const now = await findMyComplaint(trackingId);
    if (now && !now.dueAt) await refreshStatuses([now]);
  }, [trackingId]);

  useEffect(() => {
    let gone = false;
    async function show() {
      const [complaint, pausedUntil] = await Promise.all([findMyComplaint(trackingId), findPause()]);
      if (gone || !complaint) return;
      if (complaint.delivery === "refused") return refused.current(complaint);
      setLook({ complaint, pausedUntil, isBusy: isSending() });
    }
    const stop = onChange(() => void show());
    retry().catch((error: unknown) => console.warn("It could not be sent just now.", error));
    return () => {
      gone = true;
      stop();
    };
  }, [trackingId, retry]);

  const { complaint, isBusy, pausedUntil } = look;
  const phase: Phase = !isUnsent(complaint)
    ? "sent"
    : isBusy || complaint.delivery === "sending"
      ? "sending"
      : "waiting";
  return { complaint, phase, pausedUntil, retry };
}
