import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { QueueCounts } from "@/components/complaint/queue-counts";
import { QueueTable } from "@/components/complaint/queue-table";
import { ButtonLink } from "@/components/ui/button";
import { CodeText } from "@/components/ui/code-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { type QueueCounts as Counts, countQueue, listQueue, PILES, type Pile } from "@/lib/data/cases";
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
  const { pile: wanted, after, done, id } = await searchParams;
  const pile = PILES.find((name) => name === wanted) ?? "work";
  const now = new Date();
  const { role } = who.actor;
  const kind = kindOf(who.actor);
  const [counts, queue, t] = await Promise.all([
    countQueue(who.actor, now),
    listQueue(who.actor, { pile, after: typeof after === "string" ? after : null }),
    getTranslations({ locale, namespace: "desk.queue" }),
  ]);
  const items = queue.rows.map((row) => toQueueItem(row, who.actor, locale));
  const next = queue.next && `${paths.desk(locale)}?${new URLSearchParams({ pile, after: queue.next })}`;
  return (
    <StaffPage locale={locale} here={paths.desk} who={who} count={counts.work}>
      <div className="grid gap-6">
        <Done action={done} trackingId={id} />
        <div>
          <h1 className="text-2xl">{t(role === "auditor" ? "titleAll" : "title")}</h1>
          <p className="max-w-measure text-ink-soft">{t(`lead.${kind}`)}</p>
        </div>
        <Figures counts={counts} role={role} />
        {counts.waiting > 0 || pile === "waiting" ? <Piles locale={locale} pile={pile} counts={counts} /> : null}
        {items.length > 0 ? <QueueTable items={items} now={now} /> : <Empty locale={locale} pile={pile} kind={kind} />}
        <Pagination
          label={t("pages")}
          previous={after ? { href: `${paths.desk(locale)}?pile=${pile}`, label: t("previous") } : undefined}
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

function Figures({ counts, role }: { counts: Counts; role: StaffRole }) {
  const t = useTranslations("desk.queue.counts");
  if (counts.work === 0) return null;
  if (role === "auditor")
    return <QueueCounts label={t("label")} counts={[{ key: "all", label: t("all"), value: counts.work }]} />;
  const figures = [
    { key: "work", label: t("work"), value: counts.work },
    { key: "overdue", label: t("overdue"), value: counts.overdue, tone: "danger" as const },
    { key: "soon", label: t("soon"), value: counts.soon, tone: "warning" as const },
    ...(role === "officer" ? [{ key: "mine", label: t("mine"), value: counts.mine }] : []),
    ...(role === "officer" || role === "supervisor"
      ? [{ key: "unassigned", label: t("unassigned"), value: counts.unassigned }]
      : []),
  ];
  return <QueueCounts label={t("label")} counts={figures} />;
}

/** Two piles as links: what waits for the office, and what waits for others. */
function Piles({ locale, pile, counts }: { locale: Locale; pile: Pile; counts: Counts }) {
  const t = useTranslations("desk.queue.piles");
  return (
    <nav aria-label={t("label")}>
      <ul className="flex flex-wrap gap-x-6 border-b border-line">
        {PILES.map((name) => (
          <li key={name}>
            <a
              href={name === "work" ? paths.desk(locale) : `${paths.desk(locale)}?pile=${name}`}
              aria-current={name === pile ? "page" : undefined}
              className="-mb-px inline-flex min-h-tap items-center gap-2 border-b-4 border-transparent pt-1 font-semibold text-ink-soft no-underline hover:text-ink aria-[current=page]:border-brand aria-[current=page]:text-brand"
            >
              {t(name)} <bdi className="text-xs tabular-nums">{counts[name]}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Empty({ locale, pile, kind }: { locale: Locale; pile: Pile; kind: StaffRole | "high" }) {
  const t = useTranslations("desk.queue");
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
