import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { PrintButton } from "@/components/ui/print-button";
import { ShareButton } from "@/components/ui/share-button";
import { formatDay } from "@/lib/tracking/dates";
import { paths } from "@/lib/web/paths";
import { QrCode } from "./qr-code";

export type LodgedFacts = {
  trackingId: string;
  /** Null when it isn't at hand any more: it is shown only right after lodging. */
  claimKey: string | null;
  /** Where the portal stands, for the QR code and what is shared: `https://jawab.example`. */
  origin: string;
  /** ISO time, or null while nobody can say. */
  dueAt: string | null;
  sensitive: boolean;
  arrived: boolean;
  /** An office has it already: a certain routing rule applied. */
  assigned: boolean;
  /** The key lies with the page's script alone, so that the link must carry it, in the part that no server sees. */
  keyInLink: boolean;
};

/** What the citizen takes along: the ID, the key once, what happens next. With script or without. */
export function Lodged({ facts, head, another }: { facts: LodgedFacts; head: ReactNode; another: ReactNode }) {
  const t = useTranslations("lodge.done");
  const locale = useLocale();
  const { trackingId, claimKey, origin, sensitive, arrived, keyInLink } = facts;
  const fragment = keyInLink && claimKey ? `#k=${claimKey}` : "";
  return (
    <div className="grid gap-6">
      {head}
      <Card strong className="grid justify-items-center gap-3 text-center">
        <p className="font-semibold text-ink-soft">{t("id")}</p>
        <p id="tracking-id">
          <CodeText className="text-xl font-bold tracking-wide sm:text-3xl">{trackingId}</CodeText>
        </p>
        <p className="text-sm text-ink-soft">{t("idHint")}</p>
        <div className="flex flex-wrap justify-center gap-3">
          <CopyButton text={trackingId} label={t("copyId")} doneLabel={t("copied")} />
          <ShareButton
            text={t("shareText", { id: trackingId })}
            url={`${origin}${paths.status(locale, trackingId)}`}
            label={t("share")}
          />
        </div>
      </Card>
      <WhatNext facts={facts} />
      {claimKey ? (
        <KeyCard facts={facts} claimKey={claimKey} />
      ) : (
        <Notice tone="info">
          <p>{t("keyGone")}</p>
        </Notice>
      )}
      {sensitive && (
        <Notice tone="warning">
          <p>{t("sensitiveNote")}</p>
        </Notice>
      )}
      {arrived && (
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={paths.status(locale, trackingId)} wide iconAfter="arrow">
            {t("track")}
          </ButtonLink>
          <ButtonLink href={`${paths.myComplaint(locale, trackingId)}${fragment}`} variant="secondary" wide>
            {t("open")}
          </ButtonLink>
        </div>
      )}
      {another && <div>{another}</div>}
    </div>
  );
}

function WhatNext({ facts: { dueAt, assigned } }: { facts: LodgedFacts }) {
  const t = useTranslations("lodge.done");
  const locale = useLocale();
  const due = dueAt
    ? t.rich("nextDue", { date: () => <strong>{formatDay(new Date(dueAt), locale)}</strong> })
    : t("nextNoDue");
  return (
    <section className="grid gap-3">
      <h2 className="text-xl">{t("next")}</h2>
      <ol className="grid gap-3">
        {[t(assigned ? "nextBegun" : "nextOffice"), due, t("nextYou")].map((words, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: three sentences in a fixed order
          <li key={index} className="flex gap-3">
            <span
              aria-hidden="true"
              className="grid size-8 shrink-0 place-items-center rounded-pill border-2 border-brand font-sans leading-none font-bold text-brand"
            >
              {index + 1}
            </span>
            <span className="pt-0.5">{words}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function KeyCard({ facts, claimKey }: { facts: LodgedFacts; claimKey: string }) {
  const t = useTranslations("lodge.done");
  const locale = useLocale();
  const { trackingId, origin } = facts;
  const address = `${origin}${paths.myComplaint(locale, trackingId)}#k=${claimKey}`;
  const file = [
    t("fileTitle"),
    "",
    `${t("id")}: ${trackingId}`,
    `${t("keyLabel")}: ${claimKey}`,
    "",
    address,
    "",
    t("fileKeep"),
    "",
  ];
  return (
    <Card as="section" labelledBy="key-title" className="grid gap-4">
      <div className="grid gap-1">
        <h2 id="key-title" className="flex items-center gap-2 text-xl">
          <Icon name="lock" className="size-6 text-brand" />
          {t("key")}
        </h2>
        <p>{t("keyBody")}</p>
        <p className="text-ink-soft">{t("keyHere")}</p>
      </div>
      <div className="grid items-center gap-4 sm:grid-cols-[auto_1fr]">
        <QrCode text={address} label={t("qr")} />
        <div className="grid min-w-0 gap-2">
          <p className="text-sm font-semibold">{t("keyLabel")}</p>
          <p id="claim-key" className="rounded-md bg-sunken p-3">
            <bdi dir="ltr" className="font-mono text-sm break-all">
              {claimKey}
            </bdi>
          </p>
          <p className="text-sm text-ink-soft">{t("qrHint")}</p>
        </div>
      </div>
      <div className="flex flex-wrap gap-3" data-print="no">
        <CopyButton text={claimKey} label={t("copyKey")} doneLabel={t("copied")} />
        {/* A link that holds the file itself: it is saved without script and without asking the server. */}
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(file.join("\r\n"))}`}
          download={`${trackingId}.txt`}
          className={buttonClass({ variant: "secondary" })}
        >
          <Icon name="upload" className="size-5 rotate-180" />
          {t("save")}
        </a>
        <PrintButton label={t("print")} />
      </div>
    </Card>
  );
}
