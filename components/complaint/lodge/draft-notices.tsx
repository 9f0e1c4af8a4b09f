import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { CodeText } from "@/components/ui/code-text";
import { Notice } from "@/components/ui/notice";
import type { LocalComplaint } from "@/lib/offline/database";

export function DraftRestored({ onAnew }: { onAnew: () => void }) {
  const t = useTranslations("lodge.draft");
  return (
    <Notice tone="info" icon="pencil">
      <p>{t("restored")}</p>
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
