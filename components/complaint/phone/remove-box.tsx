import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeText } from "@/components/ui/code-text";
import { Notice } from "@/components/ui/notice";
import type { LocalComplaint } from "@/lib/offline/database";
import type { Removed } from "@/lib/offline/my-complaints";
import { isOnlyHere } from "@/lib/offline/todo";

type Props = { complaint: LocalComplaint; onKeep: () => void; onRemoved: (removed: Removed | null) => void };

/** Said once where the portal has it; twice, and then by name, where it lies on this phone alone. */
export function RemoveBox({ complaint, onKeep, onRemoved }: Props) {
  const t = useTranslations("lodge.phone");
  const [isSaid, setSaid] = useState(false);
  const heading = useRef<HTMLParagraphElement>(null);
  const onlyHere = isOnlyHere(complaint);
  const isArrived = complaint.delivery === "delivered" || complaint.delivery === "spooled";

  // biome-ignore lint/correctness/useExhaustiveDependencies: each of the two questions takes the focus
  useEffect(() => heading.current?.focus(), [isSaid]);

  async function remove() {
    if (onlyHere && !isSaid) return setSaid(true);
    const { removeMyComplaint } = await import("@/lib/offline/my-complaints");
    onRemoved(await removeMyComplaint(complaint.trackingId));
  }

  const left = complaint.files.filter(({ delivery }) => delivery !== "delivered").length;
  const title = !onlyHere ? t("removeAsk") : isSaid ? t("removeLast") : t("removeUnsent");
  return (
    <Notice
      tone="warning"
      title={
        <span ref={heading} tabIndex={-1} className="outline-none">
          {title}
        </span>
      }
    >
      {!onlyHere && <p>{t("removeKeyNote")}</p>}
      {onlyHere && !isSaid && <p>{t(isArrived ? "removeFilesNote" : "removeUnsentNote")}</p>}
      {onlyHere && isSaid && (
        <ul className="ms-5 list-disc">
          {!isArrived && <li>{t("lostWords")}</li>}
          {left > 0 && <li>{t("lostFiles", { count: left })}</li>}
          <li>{t.rich("lostKey", { id: () => <CodeText>{complaint.trackingId}</CodeText> })}</li>
        </ul>
      )}
      <div className="mt-2 flex flex-wrap gap-3">
        <Button type="button" variant="secondary" onClick={onKeep}>
          {t("keep")}
        </Button>
        <Button type="button" variant="danger" onClick={() => void remove()}>
          {onlyHere && !isSaid ? t("removeNext") : onlyHere ? t("removeForGood") : t("removeYes")}
        </Button>
      </div>
    </Notice>
  );
}
