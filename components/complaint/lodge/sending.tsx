import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { DeliveryNews } from "@/components/complaint/phone/delivery-news";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { LocalComplaint } from "@/lib/offline/database";
import { Lodged } from "./lodged";
import { type Phase, useDelivery } from "./use-delivery";

type Props = {
  kept: LocalComplaint;
  sensitive: boolean;
  onRefused: (complaint: LocalComplaint) => void;
  onAnother: () => void;
};

/** From "saved on this phone" to "with us". The ID is there from the first moment, whatever the network does. */
export function Sending({ kept, sensitive, onRefused, onAnother }: Props) {
  const t = useTranslations("lodge.done");
  const { complaint, phase, pausedUntil, retry } = useDelivery(kept, onRefused);
  const { trackingId, claimKey, dueAt, delivery } = complaint;
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    window.scrollTo(0, 0);
    heading.current?.focus();
  }, []);

  return (
    <Lodged
      facts={{
        ...{ trackingId, claimKey, dueAt, sensitive },
        origin: window.location.origin,
        arrived: delivery === "delivered" || delivery === "spooled",
        assigned: complaint.state === "ASSIGNED" || complaint.state === "MERGED",
        keyInLink: true,
      }}
      head={
        <div className="grid gap-4">
          <h1 ref={heading} tabIndex={-1} aria-live="polite" className="text-3xl outline-none">
            {t(titleOf(complaint, phase))}
          </h1>
          <State complaint={complaint} phase={phase} pausedUntil={pausedUntil} onRetry={() => void retry()} />
          {complaint.body.joins && (
            <Notice tone="info">
              <p>{t("joins")}</p>
            </Notice>
          )}
        </div>
      }
      another={
        phase !== "sending" && (
          <Button type="button" variant="quiet" onClick={onAnother} className="-ms-5">
            {t("another")}
          </Button>
        )
      }
    />
  );
}

function titleOf({ delivery }: LocalComplaint, phase: Phase) {
  if (delivery === "delivered") return "title";
  if (delivery === "spooled") return "titleSpooled";
  return phase === "sending" ? "titleSending" : "titleWaiting";
}

type StateProps = { complaint: LocalComplaint; phase: Phase; pausedUntil: number | null; onRetry: () => void };

function State({ complaint, phase, pausedUntil, onRetry }: StateProps) {
  const t = useTranslations("lodge.done");
  const { files, delivery } = complaint;
  const hasWords = delivery === "delivered" || delivery === "spooled";
  const left = files.filter((file) => file.delivery === "waiting").length;
  const refused = files.filter((file) => file.delivery === "refused").length;
  return (
    <>
      {phase === "sending" && (
        <Notice tone="info" icon="clock">
          <p role="status">
            {hasWords ? t("sendingFile", { number: files.length - left + 1, count: files.length }) : t("sending")}
          </p>
          <progress
            className="h-3 w-full accent-brand"
            max={files.length + 1}
            value={hasWords ? files.length - left + 1 : undefined}
            aria-label={t("titleSending")}
          />
        </Notice>
      )}
      {phase === "waiting" && (
        <Notice tone="warning" icon="phone" live>
          <DeliveryNews complaint={complaint} pausedUntil={pausedUntil} />
          <p>{t(hasWords ? "waitingFiles" : "waitingBody", { count: left })}</p>
          <div className="mt-2">
            <Button type="button" onClick={onRetry}>
              {t("retry")}
            </Button>
          </div>
        </Notice>
      )}
      {delivery === "spooled" && phase === "sent" && (
        <Notice tone="info" icon="check-circle" live>
          <p>{t("spooledBody")}</p>
        </Notice>
      )}
      {refused > 0 && (
        <Notice tone="warning" live>
          <p>{t("filesRefused", { count: refused })}</p>
        </Notice>
      )}
    </>
  );
}
