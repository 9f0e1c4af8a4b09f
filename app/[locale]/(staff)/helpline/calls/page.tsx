import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TakeForm } from "@/components/complaint/helpline/take-form";
import { StatusTag } from "@/components/complaint/status-tag";
import { ButtonLink } from "@/components/ui/button";
import { CodeText } from "@/components/ui/code-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { type Column, Table } from "@/components/ui/table";
import { type CallRow, countCalls, listCalls } from "@/lib/data/call-sample";
import { CALL_OUTCOMES, CALL_TERMS } from "@/lib/domain/complaint/call-back";
import { parseWallTime, toWallTime } from "@/lib/domain/wall-time";
import { formatDay, formatMoment } from "@/lib/tracking/dates";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { requireStaff, type SignedInStaff } from "@/lib/web/session";
import { StaffPage } from "../../staff-page";
import { submitTake } from "./actions";

type Props = PageProps<"/[locale]/helpline/calls">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await requireLocale(params);
  return { title: (await getTranslations({ locale, namespace: "helpline.calls" }))("title") };
}

export default async function CallsPage({ params, searchParams }: Props) {
  const locale = await requireLocale(params);
  const who = await requireStaff(locale, { next: paths.calls(locale), roles: ["callback"] });
  const now = new Date();
  const [t, call, { rows, unringable }] = await Promise.all([
    getTranslations({ locale, namespace: "helpline.calls" }),
    getTranslations({ locale, namespace: "helpline.call" }),
    listCalls(who.actor, now),
  ]);
  const done = (await searchParams).done;
  const recorded = CALL_OUTCOMES.find((outcome) => outcome === done);
  return (
    <StaffPage locale={locale} here={paths.calls} who={who}>
      <div className="grid gap-6">
        {recorded && <Notice tone="success" title={t("done", { what: call(`outcomes.${recorded}`) })} />}
        <div className="flex flex-wrap items-start justify-between gap-4">
          <div>
            <h1 className="text-2xl">{t("title")}</h1>
            <p className="max-w-measure text-ink-soft">{t("lead")}</p>
          </div>
          {rows.length > 0 && (
            <TakeForm
              action={submitTake.bind(null, { locale, trackingId: null })}
              permalink={paths.calls(locale)}
              label={t("next")}
              refused={t("refused")}
              large
            />
          )}
        </div>
        <Figures locale={locale} who={who} now={now} />
        {rows.length > 0 ? (
          <Queue rows={rows} locale={locale} />
        ) : (
          <EmptyState icon="phone-call" title={t("empty")}>
            <p>{t("emptyBody")}</p>
          </EmptyState>
        )}
        {unringable > 0 && <p className="text-ink-soft">{t("unringable", { count: unringable })}</p>}
      </div>
    </StaffPage>
  );
}

async function Queue({ rows, locale }: { rows: readonly CallRow[]; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "helpline.calls" });
  const columns: Column<CallRow>[] = [
    {
      key: "matter",
      header: t("matter"),
      cell: ({ trackingId, service, district }) => (
        <span className="grid gap-0.5">
          <span className="font-semibold">{service[locale]}</span>
          <span>{district[locale]}</span>
          <CodeText className="text-xs text-ink-soft">{trackingId}</CodeText>
        </span>
      ),
    },
    { key: "state", header: t("state"), cell: ({ state }) => <StatusTag state={state} kind="complaint" /> },
    {
      key: "until",
      header: t("until"),
      cell: ({ windowEndsAt }) => (windowEndsAt ? formatDay(windowEndsAt, locale) : "—"),
    },
    {
      key: "tries",
      header: t("tries"),
      cell: ({ attempts }) => <bdi dir="ltr">{`${attempts} / ${CALL_TERMS.tries}`}</bdi>,
    },
    { key: "who", header: t("who"), cell: (row) => <Take row={row} locale={locale} words={t} /> },
  ];
  return <Table caption={t("table")} columns={columns} rows={rows} rowKey={({ trackingId }) => trackingId} />;
}

type CallWords = Awaited<ReturnType<typeof getTranslations<"helpline.calls">>>;

function Take({ row, locale, words: t }: { row: CallRow; locale: Locale; words: CallWords }) {
  const { trackingId, heldBy, quietUntil } = row;
  if (quietUntil)
    return <span className="text-ink-soft">{t("quiet", { time: formatMoment(quietUntil, locale) })}</span>;
  if (heldBy?.isMe) {
    return (
      <span className="grid justify-items-start gap-1">
        <span>{t("taken")}</span>
        <ButtonLink
          href={paths.call(locale, trackingId)}
          variant="secondary"
          aria-label={`${t("goOn")}: ${trackingId}`}
        >
          {t("goOn")}
        </ButtonLink>
      </span>
    );
  }
  if (heldBy) return <span className="text-warning">{t("heldBy", { name: heldBy[locale] })}</span>;
  return (
    <TakeForm
      action={submitTake.bind(null, { locale, trackingId })}
      permalink={paths.calls(locale)}
      label={t("take")}
      about={trackingId}
      refused={t("refused")}
      secondary
    />
  );
}

const DAY_MS = 86_400_000;

async function Figures({ locale, who, now }: { locale: Locale; who: SignedInStaff; now: Date }) {
  const midnight = parseWallTime(`${toWallTime(now).slice(0, 10)}T00:00`) ?? now;
  const [t, today, month] = await Promise.all([
    getTranslations({ locale, namespace: "helpline.calls" }),
    countCalls(who.actor, midnight),
    countCalls(who.actor, new Date(now.getTime() - 30 * DAY_MS)),
  ]);
  const rows = [
    { key: "today", label: t("today"), ...today },
    { key: "month", label: t("month"), ...month },
  ];
  const figure = (name: "tried" | "reached" | "confirmed" | "disputed"): Column<(typeof rows)[number]> => ({
    key: name,
    header: t(name),
    numeric: true,
    cell: (row) => <bdi>{row[name]}</bdi>,
  });
  return (
    <Table
      caption={t("figures")}
      showCaption
      columns={[
        { key: "period", header: t("period"), cell: ({ label }) => <strong>{label}</strong> },
        figure("tried"),
        figure("reached"),
        figure("confirmed"),
        figure("disputed"),
      ]}
      rows={rows}
      rowKey={({ key }) => key}
    />
  );
}
