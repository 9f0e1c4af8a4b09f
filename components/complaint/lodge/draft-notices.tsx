import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CodeText } from "@/components/ui/code-text";
import { Notice } from "@/components/ui/notice";
import type { LocalComplaint } from "@/lib/offline/database";
import { formatMoment } from "@/lib/tracking/dates";
import { keepsId } from "./use-lodging";

type Restored = { changedAt: string; onAnew: () => void };

export function DraftRestored({ changedAt, onAnew }: Restored) {
  const t = useTranslations("lodge.draft");
  const locale = useLocale();
  const at = new Date(changedAt);
  return (
    <Notice tone="info" icon="pencil">
      <p>{t("restored")}</p>
      {!Number.isNaN(at.getTime()) && (
        <p className="text-sm text-ink-soft">{t("restoredAt", { moment: formatMoment(at, locale) })}</p>
      )}
      <div>
        <Button
          type="button"
          variant="quiet"
          className="-ms-5"
          onClick={() => {
            if (window.confirm(t("anewAsk"))) onAnew();
          }}
        >
          {t("anew")}
        </Button>
      </div>
    </Notice>
  );
}

/** A refused complaint is open again: under which ID it goes, and that it stays until then. */
export function Mending({ complaint, onAnew }: { complaint: LocalComplaint; onAnew: () => void }) {
  const t = useTranslations("lodge.mend");
  const { trackingId, refusal } = complaint;
  const id = () => <CodeText>{trackingId}</CodeText>;
  return (
    <Notice tone="warning" icon="pencil" title={t("title")}>
      {refusal?.errors.length === 0 && keepsId(complaint) && <p>{t("reasonless")}</p>}
      <p>{keepsId(complaint) ? t.rich("sameId", { id }) : t.rich("newId", { id })}</p>
      <div>
        <Button type="button" variant="quiet" className="-ms-5 text-start" onClick={onAnew}>
          {t("anew")}
        </Button>
      </div>
    </Notice>
  );
}

/** Kept on this phone from an earlier visit and not yet with us. */
export function UnsentComplaints({
  unsent,
  onShow,
}: {
  unsent: readonly LocalComplaint[];
  onShow: (complaint: LocalComplaint) => void;
}) {
  const t = useTranslations("lodge.draft");
  if (unsent.length === 0) return null;
  return (
    <Notice tone="warning" icon="phone" title={t("waiting", { count: unsent.length })}>
      <ul className="mt-1 grid gap-2">
        {unsent.map((complaint) => (
          <li key={complaint.trackingId}>
            <Button type="button" variant="secondary" onClick={() => onShow(complaint)}>
              <span>{t.rich("show", { id: () => <CodeText>{complaint.trackingId}</CodeText> })}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
