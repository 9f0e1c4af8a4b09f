import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { type QueueCount, QueueCounts } from "@/components/complaint/queue-counts";
import { QueueTable } from "@/components/complaint/queue-table";
import { ButtonLink } from "@/components/ui/button";
import { CodeText } from "@/components/ui/code-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import {
  type QueueCounts as Counts,
  countQueue,
  listQueue,
  NARROWINGS,
  type Narrowing,
  PILES,
  type Pile,
} from "@/lib/data/queue";
import type { StaffActor, StaffRole } from "@/lib/domain/complaint/actor";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { ACTIONS } from "@/lib/domain/complaint/workflow";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { requireStaff } from "@/lib/web/session";
import { StaffPage } from "../staff-page";
import { toQueueItem } from "./queue-item";

export async function generateMetadata({ params }: PageProps<"/[locale]/desk">): Promise<Metadata> {
  const locale = await requireLocale(params);
  return { title: (await getTranslations({ locale, namespace: "desk.queue" }))("title") };
}

export default async function DeskPage({ params, searchParams }: PageProps<"/[locale]/desk">) {
  const locale = await requireLocale(params);
  const who = await requireStaff(locale, { next: paths.desk(locale) });
  const { pile: wanted, only: narrowed, after, done, id } = await searchParams;
  const only = NARROWINGS.find((name) => name === narrowed) ?? null;
  const pile = only ? "work" : (PILES.find((name) => name === wanted) ?? "work");
  const now = new Date();
  const { role } = who.actor;
  const kind = kindOf(who.actor);
  const [counts, queue, t] = await Promise.all([
    countQueue(who.actor, now),
    listQueue(who.actor, { pile, only, now, after: typeof after === "string" ? after : null }),
    getTranslations({ locale, namespace: "desk.queue" }),
  ]);
  const items = queue.rows.map((row) => toQueueItem(row, who.actor, locale, now));
  const first = queueAt(locale, only ? { only } : { pile });
  const next = queue.next && `${first}&${new URLSearchParams({ after: queue.next })}`;
  return (
    <StaffPage locale={locale} here={paths.desk} who={who} count={counts.work}>
      <div className="grid gap-6">
        <Done action={done} trackingId={id} />
        <div>
          <h1 className="text-2xl">{t(role === "auditor" ? "titleAll" : "title")}</h1>
          <p className="max-w-measure text-ink-soft">{t(`lead.${kind}`)}</p>
        </div>
        <Figures locale={locale} counts={counts} role={role} shown={only ?? pile} />
        {items.length > 0 ? (
          <QueueTable items={items} now={now} />
        ) : (
          <Empty locale={locale} pile={pile} only={only} kind={kind} />
        )}
        <Pagination
          label={t("pages")}
          previous={after ? { href: first, label: t("previous") } : undefined}
          next={next ? { href: next, label: t("next") } : undefined}
        />
      </div>
    </StaffPage>
  );
}

/** A supervisor above the first rung sees only what has reached that rung, and is told so. */
function kindOf({ role, level }: StaffActor): StaffRole | "high" {
  return role === "supervisor" && (level ?? 1) > 1 ? "high" : role;
}

type FiguresProps = { locale: Locale; counts: Counts; role: StaffRole; shown: Narrowing | Pile };

/** Each figure shows what it counts: the work, a part of it, or what waits for others. */
function Figures({ locale, counts, role, shown }: FiguresProps) {
  const t = useTranslations("desk.queue.counts");
  if (counts.work + counts.waiting === 0) return null;
  if (role === "auditor")
    return <QueueCounts label={t("label")} counts={[{ key: "all", label: t("all"), value: counts.work }]} />;
  const narrowing = (name: Narrowing, tone?: QueueCount["tone"]): QueueCount => ({
    key: name,
    label: t(name),
    value: counts[name],
    tone,
    href: queueAt(locale, { only: name }),
    current: shown === name,
  });
  const waiting: QueueCount = {
    key: "waiting",
    label: t("waiting"),
    value: counts.waiting,
    href: queueAt(locale, { pile: "waiting" }),
    current: shown === "waiting",
  };
  const figures: QueueCount[] = [
    { key: "work", label: t("work"), value: counts.work, href: paths.desk(locale), current: shown === "work" },
    narrowing("overdue", "danger"),
    narrowing("soon", "warning"),
    ...(role === "officer" ? [narrowing("mine")] : []),
    ...(role === "officer" || role === "supervisor" ? [narrowing("unassigned")] : []),
    ...(counts.waiting > 0 || shown === "waiting" ? [waiting] : []),
  ];
  return <QueueCounts label={t("label")} counts={figures} />;
}

function queueAt(locale: Locale, shown: { only: Narrowing } | { pile: Pile }): string {
  return `${paths.desk(locale)}?${new URLSearchParams(shown)}`;
}

type EmptyProps = { locale: Locale; pile: Pile; only: Narrowing | null; kind: StaffRole | "high" };

function Empty({ locale, pile, only, kind }: EmptyProps) {
  const t = useTranslations("desk.queue");
  if (only) {
    const all = (
      <ButtonLink href={paths.desk(locale)} variant="secondary">
        {t("emptyOnly.all")}
      </ButtonLink>
    );
    return <EmptyState icon="inbox" title={t(`emptyOnly.${only}`)} action={all} />;
  }
  if (pile === "waiting") {
    return (
      <EmptyState icon="clock" title={t("emptyWaiting.title")}>
        <p>{t("emptyWaiting.body")}</p>
      </EmptyState>
    );
  }
  const lookUp = kind === "helpline" || kind === "admin";
  return (
    <EmptyState
      icon="inbox"
      title={t("empty.title")}
      action={
        lookUp && (
          <ButtonLink href={paths.track(locale)} variant="secondary">
            {t("empty.track")}
          </ButtonLink>
        )
      }
    >
      <p>{t(`empty.${kind}`)}</p>
    </EmptyState>
  );
}

type DoneProps = { action: string | string[] | undefined; trackingId: string | string[] | undefined };

/** After an action by which a complaint left this person's reach. */
function Done({ action, trackingId }: DoneProps) {
  const t = useTranslations("desk.queue");
  const actions = useTranslations("domain.actions");
  const known = ACTIONS.find((name) => name === action);
  const id = typeof trackingId === "string" ? parseTrackingId(trackingId) : null;
  if (!known || !id?.ok) return null;
  return (
    <Notice tone="success" title={t("done", { what: actions(known) })}>
      <p>{t.rich("doneGone", { id: () => <CodeText>{id.value}</CodeText> })}</p>
    </Notice>
  );
}
