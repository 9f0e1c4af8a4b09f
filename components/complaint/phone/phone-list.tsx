"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Removed } from "@/lib/offline/my-complaints";
import { isUnsent } from "@/lib/offline/todo";
import { type OpenedByKey, useOpenedByKey } from "./opened-by-key";
import { OpenedCard } from "./opened-card";
import { PhoneCard } from "./phone-card";
import { usePhone } from "./use-phone";

const UNDO_MS = 10_000;

type Props = {
  /** The names of the services by code; null for one that this list must not name. */
  services: Readonly<Record<string, string | null>>;
  /** Opened by a key that lies in this phone's cookie: shown by the server already, or asked for by script. */
  opened: readonly string[] | "ask";
  /** Where there is nothing on this phone. */
  children: ReactNode;
};

/** All complaints of this phone: those in its own database, and those that its cookie opens. Works without a network. */
export function PhoneList({ services, opened, children }: Props) {
  const t = useTranslations("lodge.phone");
  const { complaints, pausedUntil, isSending } = usePhone();
  const byKey = useOpenedByKey(opened === "ask");
  const { removed, onRemoved, undo } = useUndo();

  if (complaints === null) {
    // Without script only the first is there, for a static page can't know more.
    return (
      <>
        {opened === "ask" && <noscript>{children}</noscript>}
        <div className="min-h-24" />
      </>
    );
  }
  const shownByServer = opened === "ask" ? [] : opened;
  const own = complaints.filter(({ trackingId }) => !shownByServer.includes(trackingId));
  const others = byKey.filter(({ trackingId }) => !own.some((one) => one.trackingId === trackingId));
  const unsent = own.filter(isUnsent).length;
  return (
    <div className="grid gap-3">
      {removed && (
        <Notice tone="info" title={t("removed")} live>
          <div>
            <Button type="button" variant="quiet" className="-ms-5" onClick={undo}>
              {t("undo")}
            </Button>
          </div>
        </Notice>
      )}
      <p role="status" className="font-semibold text-warning empty:hidden">
        {unsent > 0 ? t("unsentCount", { count: unsent }) : ""}
      </p>
      {own.length + others.length + shownByServer.length === 0 && children}
      <ul className="grid gap-3 empty:hidden">
        {own.map((complaint) => (
          <PhoneCard
            key={complaint.trackingId}
            complaint={complaint}
            name={services[complaint.body.serviceCode]}
            pausedUntil={pausedUntil}
            isSending={isSending}
            onRemoved={onRemoved}
          />
        ))}
        {others.map((one: OpenedByKey) => (
          <OpenedCard key={one.trackingId} opened={one} />
        ))}
      </ul>
    </div>
  );
}

/** What was just removed lies in this page's memory for some seconds, and nowhere else. */
function useUndo() {
  const [removed, setRemoved] = useState<Removed | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function onRemoved(one: Removed | null) {
    clearTimeout(timer.current);
    setRemoved(one);
    timer.current = setTimeout(() => setRemoved(null), UNDO_MS);
  }

  async function undo() {
    if (!removed) return;
    // Where putting back fails, this is the last copy: it stays, and the button may be pressed again.
    clearTimeout(timer.current);
    const { putBack } = await import("@/lib/offline/my-complaints");
    await putBack(removed);
    setRemoved(null);
  }
  return { removed, onRemoved, undo };
}
