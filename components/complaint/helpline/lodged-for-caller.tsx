import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { ButtonLink } from "@/components/ui/button";
import { CodeText } from "@/components/ui/code-text";
import { Notice } from "@/components/ui/notice";
import { PrintButton } from "@/components/ui/print-button";
import { SpelledId } from "./spelled-id";

export type LodgedDone = {
  trackingId: string;
  due: string | null;
  key: { way: "sent"; by: "sms" | "email" } | { way: "printed"; claimKey: string } | { way: "none" };
  /** Where the next one is lodged, and where this one is opened. */
  againHref: string;
  caseHref: string;
};

/** What is read out after lodging; a claim key only where the citizen stands there and takes it along. */
export function LodgedForCaller({ done }: { done: LodgedDone }) {
  const t = useTranslations("helpline.lodge");
  const track = useTranslations("track");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { trackingId, due, key, againHref, caseHref } = done;
  return (
    <div className="grid gap-6">
      <div>
        <h2 ref={heading} tabIndex={-1} className="text-2xl outline-none">
          {t("done")}
        </h2>
        <p className="text-ink-soft print:hidden">{t("doneLead")}</p>
      </div>
      <p className="grid gap-1">
        <span className="text-ink-soft">{track("id")}</span>
        <span>
          <CodeText className="text-2xl font-bold">{trackingId}</CodeText>
        </span>
      </p>
      {due && <p className="text-lg">{t("due", { time: due })}</p>}
      <SpelledId trackingId={trackingId} />
      {key.way === "sent" && (
        <Notice tone="success" title={t(`keySent.${key.by}`)}>
          <p>{t("keySentLead")}</p>
        </Notice>
      )}
      {key.way === "none" && (
        <Notice tone="info" title={t("keyNone")}>
          <p>{t("keyNoneLead")}</p>
        </Notice>
      )}
      {key.way === "printed" && (
        <section aria-labelledby="key" className="grid gap-2 rounded-lg border-2 border-brand p-4">
          <h3 id="key" className="text-lg">
            {t("keyPrinted")}
          </h3>
          <p className="text-warning print:hidden">{t("keyPrintedLead")}</p>
          <p>
            <bdi dir="ltr" id="printed-key" className="font-mono text-lg break-all">
              {key.claimKey}
            </bdi>
          </p>
          <p>{t("keySentLead")}</p>
          <div>
            <PrintButton label={t("print")} />
          </div>
        </section>
      )}
      <div className="flex flex-wrap gap-3 print:hidden">
        <ButtonLink href={againHref} icon="pencil">
          {t("another")}
        </ButtonLink>
        <ButtonLink href={caseHref} variant="secondary">
          {t("toCase")}
        </ButtonLink>
      </div>
    </div>
  );
}
