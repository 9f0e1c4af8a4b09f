import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeText } from "@/components/ui/code-text";
import { Tag } from "@/components/ui/tag";
import type { LocalComplaint } from "@/lib/offline/database";
import type { Removed } from "@/lib/offline/my-complaints";
import { isUnsent } from "@/lib/offline/todo";
import { formatMoment } from "@/lib/tracking/dates";
import { paths } from "@/lib/web/paths";
import { DeliveryNews } from "./delivery-news";
import { RemoveBox } from "./remove-box";
import { SaveFile } from "./save-file";
import { StateTag } from "./state-tag";

type Props = {
  complaint: LocalComplaint;
  /** Null for a sensitive one, undefined for a service that this build doesn't know. */
  name: string | null | undefined;
  pausedUntil: number | null;
  isSending: boolean;
  onRemoved: (removed: Removed | null) => void;
};

/** One complaint of this phone: where it is, what was last seen of it and when, and what can be done. */
export function PhoneCard({ complaint, name, pausedUntil, isSending, onRemoved }: Props) {
  const t = useTranslations("lodge.phone");
  const locale = useLocale();
  const [isRemoving, setRemoving] = useState(false);
  const { trackingId, claimKey, delivery } = complaint;
  const unsent = isUnsent(complaint);
  const arrived = delivery === "delivered" || delivery === "spooled";
  const title = name === null ? t("protected") : (name ?? t("unnamed"));
  return (
    <Card as="li" className="grid gap-3">
      <div className="grid gap-1">
        <h2 className="text-lg leading-tight font-bold">{title}</h2>
        <p>
          <CodeText className="text-sm text-ink-soft">{trackingId}</CodeText>
        </p>
      </div>
      <div>
        <DeliveryTag complaint={complaint} isSending={isSending} />
      </div>
      <Facts complaint={complaint} />
      {unsent && delivery !== "sending" && !isSending && (
        <div className="text-sm">
          <DeliveryNews complaint={complaint} pausedUntil={pausedUntil} />
        </div>
      )}
      {isRemoving ? (
        <RemoveBox complaint={complaint} onKeep={() => setRemoving(false)} onRemoved={onRemoved} />
      ) : (
        <>
          <div className="flex flex-wrap gap-3">
            {unsent && <SendButton trackingId={trackingId} isSending={isSending} />}
            {delivery === "refused" && (
              <ButtonLink href={`${paths.lodge(locale)}#mend=${trackingId}`} icon="pencil">
                {t("mend")}
              </ButtonLink>
            )}
            {/* The key goes in the part of the address that no server sees; the page takes it out at once. */}
            {delivery === "delivered" && (
              <ButtonLink
                href={`${paths.myComplaint(locale, trackingId)}#k=${claimKey}`}
                variant={unsent ? "secondary" : "primary"}
              >
                {t("open")}
              </ButtonLink>
            )}
            {arrived && (
              <ButtonLink href={paths.status(locale, trackingId)} variant="secondary">
                {t("track")}
              </ButtonLink>
            )}
          </div>
          <div className="-mx-5 -mb-2 flex flex-wrap gap-x-3">
            <SaveFile complaint={complaint} title={title} />
            <Button type="button" variant="quiet" onClick={() => setRemoving(true)}>
              {t("remove")}
            </Button>
          </div>
        </>
      )}
    </Card>
  );
}

function Facts({ complaint }: { complaint: LocalComplaint }) {
  const t = useTranslations("lodge.phone");
  const locale = useLocale();
  const { savedAt, receivedAt, seenAt, files, delivery } = complaint;
  const say = (at: string) => formatMoment(new Date(at), locale);
  const left = files.filter((file) => file.delivery === "waiting").length;
  const refused = files.filter((file) => file.delivery === "refused").length;
  return (
    <ul className="grid gap-0.5 text-sm text-ink-soft">
      <li>{t("savedAt", { moment: say(savedAt) })}</li>
      {receivedAt && <li>{t("receivedAt", { moment: say(receivedAt) })}</li>}
      {seenAt && <li>{t("seenAt", { moment: say(seenAt) })}</li>}
      {left > 0 && <li className="font-semibold text-ink">{t("filesLeft", { count: left, total: files.length })}</li>}
      {refused > 0 && <li className="font-semibold text-danger">{t("filesRefused", { count: refused })}</li>}
      {delivery === "refused" && <li className="font-semibold text-danger">{t(reasonOf(complaint))}</li>}
    </ul>
  );
}

function reasonOf({ refusal }: LocalComplaint): "refusedOther" | "refusedFields" | "refusedPlain" {
  if (refusal?.code === "other-content") return "refusedOther";
  return (refusal?.errors.length ?? 0) > 0 ? "refusedFields" : "refusedPlain";
}

type TagProps = { complaint: LocalComplaint; isSending: boolean };

function DeliveryTag({ complaint: { delivery, state, body }, isSending }: TagProps) {
  const t = useTranslations("lodge.phone");
  // A browser that was killed while it sent has left that word behind.
  const isLeftOver = delivery === "sending" && !isSending && !navigator.onLine;
  switch (isLeftOver ? "queued" : delivery) {
    case "queued":
      return (
        <Tag tone="warning" icon="phone">
          {t("unsent")}
        </Tag>
      );
    case "sending":
      return (
        <Tag tone="info" icon="upload">
          {t("sending")}
        </Tag>
      );
    case "refused":
      return (
        <Tag tone="danger" icon="alert">
          {t("refused")}
        </Tag>
      );
    default:
      return <StateTag state={state} kind={body.kind} />;
  }
}

function SendButton({ trackingId, isSending }: { trackingId: string; isSending: boolean }) {
  const t = useTranslations("lodge.phone");
  async function send() {
    const { sendNow } = await import("@/lib/offline/runner");
    await sendNow(trackingId);
  }
  return (
    <Button type="button" icon="upload" disabled={isSending} onClick={() => void send()}>
      {isSending ? t("sending") : t("send")}
    </Button>
  );
}
