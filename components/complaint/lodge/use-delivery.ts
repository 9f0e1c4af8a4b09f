import { useCallback, useEffect, useRef, useState } from "react";
import type { LocalComplaint } from "@/lib/offline/database";
import { findMyComplaint } from "@/lib/offline/my-complaints";
import { sendComplaint } from "@/lib/offline/outbox";
import type { FieldError } from "@/lib/schemas/field-errors";

export type Phase = "sending" | "waiting" | "sent";

/** Between one try and the next, growing, while the page is open. */
const WAITS_SECONDS = [5, 10, 20, 40, 60];

/** Sends a kept complaint and goes on trying: by itself, when the network comes back, on return to the page, by `retry`. */
export function useDelivery(kept: LocalComplaint, onRefused: (errors: FieldError[]) => void) {
  const [complaint, setComplaint] = useState(kept);
  const [phase, setPhase] = useState<Phase>("sending");
  const isBusy = useRef(false);
  const tries = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const refused = useRef(onRefused);
  refused.current = onRefused;

  const retry = useCallback(async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    clearTimeout(timer.current);
    setPhase("sending");
    const show = async () => {
      const now = await findMyComplaint(kept.trackingId);
      if (now) setComplaint(now);
    };
    const delivery = await sendComplaint(kept.trackingId, () => void show());
    await show();
    isBusy.current = false;
    if (delivery.outcome === "refused") return refused.current(delivery.errors);
    if (delivery.outcome === "sent") return setPhase("sent");
    setPhase("waiting");
    const wait = WAITS_SECONDS[Math.min(tries.current, WAITS_SECONDS.length - 1)] ?? 60;
    tries.current += 1;
    timer.current = setTimeout(() => void retry(), Math.max(wait, delivery.retryAfter ?? 0) * 1000);
  }, [kept.trackingId]);

  useEffect(() => {
    void retry();
    return () => clearTimeout(timer.current);
  }, [retry]);

  useEffect(() => {
    if (phase !== "waiting") return;
    const onChance = () => {
      if (document.visibilityState === "visible") void retry();
    };
    window.addEventListener("online", onChance);
    document.addEventListener("visibilitychange", onChance);
    return () => {
      window.removeEventListener("online", onChance);
      document.removeEventListener("visibilitychange", onChance);
    };
  }, [phase, retry]);

  return { complaint, phase, retry };
}
