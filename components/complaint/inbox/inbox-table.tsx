import { useLocale, useTranslations } from "next-intl";
import { CodeText } from "@/components/ui/code-text";
import { Icon } from "@/components/ui/icon";
import { type Column, Table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { Kind } from "@/lib/domain/complaint/codes";
import { clockOwner, type State } from "@/lib/domain/complaint/states";
import type { Direction, InboxColumn, Sort } from "@/lib/domain/inbox";
import { formatDay, formatMoment } from "@/lib/tracking/dates";
import { StatusTag } from "../status-tag";
import { TimeLeft } from "../time-left";

/** A complaint in the inbox, its names already in the page's language. */
export type InboxItem = {
  trackingId: string;
  version: number;
  href: string;
  state: State;
  kind: Kind;
  service: string;
  district: string;
  desk: string | null;
  /** Null: nobody yet. */
  officer: string | null;
  level: number;
  urgent: boolean;
  /** The place in the citizen's words. */
  landmark: string | null;
  tags: readonly string[];
  dueAt: Date | null;
  /** What was owed next is late, though the whole may not be. */
  dutyLate: boolean;
  windowEndsAt: Date | null;
  receivedAt: Date;
  updatedAt: Date;
};

type Props = {
  items: readonly InboxItem[];
  now: Date;
  columns: readonly InboxColumn[];
  order: { sort: Sort; dir: Direction };
  sortHref: (sort: Sort) => string;
  tagHref: (tag: string) => string;
  /** Whether boxes stand before the rows, for doing one thing to many. */
  choosable: boolean;
};

const SORT_OF: Partial<Record<InboxColumn | "complaint", Sort>> = {
  complaint: "service",
  due: "due",
  state: "state",
  where: "district",
  received: "received",
  updated: "updated",
};

/** The rows of the inbox, in the order in which they are given. */
export function InboxTable({ items, now, columns, order, sortHref, tagHref, choosable }: Props) {
  const t = useTranslations("desk.queue");
  const words = useTranslations("inbox");
  const locale = useLocale();
  const cells: Record<InboxColumn | "complaint", Pick<Column<InboxItem>, "header" | "cell">> = {
    complaint: {
      header: t("complaint"),
      cell: ({ href, trackingId, service }) => (
        <a
          href={href}
          className="grid min-h-11 content-center justify-items-start gap-0.5 text-link no-underline hover:underline"
        >
          <span className="font-semibold">{service}</span>
          <CodeText className="text-xs text-ink-soft">{trackingId}</CodeText>
        </a>
      ),
    },
    due: {
      header: t("due"),
      cell: ({ state, dueAt, windowEndsAt, urgent, dutyLate }) => (
        <span className="grid gap-0.5">
          <TimeLeft state={state} dueAt={dueAt} windowEndsAt={windowEndsAt} urgent={urgent} now={now} />
          {dutyLate && <span className="text-xs font-semibold text-danger">{t("dutyLate")}</span>}
        </span>
      ),
    },
    state: {
      header: t("state"),
      cell: ({ state, kind, urgent, level }) => (
        <span className="flex flex-wrap gap-1.5">
          <StatusTag state={state} kind={kind} />
          {urgent && clockOwner(state) === "officer" && <Tag tone="danger">{t("urgent")}</Tag>}
          {level > 0 && <Tag tone="warning">{t("level", { level })}</Tag>}
        </span>
      ),
    },
    where: {
      header: t("where"),
      cell: ({ district, landmark }) => (
        <span className="grid justify-items-start gap-0.5">
          {district}
          {landmark && <bdi className="line-clamp-2 max-w-56 text-xs text-ink-soft">{landmark}</bdi>}
        </span>
      ),
    },
    holder: {
      header: t("holder"),
      cell: ({ officer, desk }) => (
        <span className="grid justify-items-start gap-0.5 md:min-w-36">
          {officer ? <bdi>{officer}</bdi> : <span className="text-ink-soft">{t("noHolder")}</span>}
          {desk && <span className="text-xs text-ink-soft">{desk}</span>}
        </span>
      ),
    },
    tags: {
      header: words("columns.tags"),
      cell: ({ tags }) => (
        <span className="flex flex-wrap gap-x-3">
          {tags.map((tag) => (
            <a key={tag} href={tagHref(tag)} className="inline-flex min-h-11 items-center">
              <bdi>{tag}</bdi>
            </a>
          ))}
        </span>
      ),
    },
    received: { header: words("columns.received"), cell: ({ receivedAt }) => formatDay(receivedAt, locale) },
    updated: { header: words("columns.updated"), cell: ({ updatedAt }) => formatMoment(updatedAt, locale) },
  };
  const shown = (["complaint", ...columns] as const).map((key): Column<InboxItem> => {
    const sort = SORT_OF[key];
    if (!sort) return { key, ...cells[key] };
    const current = order.sort === sort;
    const head = (
      <a key={key} href={sortHref(sort)} className="inline-flex min-h-11 items-center gap-1 text-ink-soft">
        {cells[key].header}
        {current && <Icon name="chevron-down" className={`size-4 ${order.dir === "asc" ? "rotate-180" : ""}`} />}
      </a>
    );
    const sorted = current ? (order.dir === "asc" ? "ascending" : "descending") : undefined;
    return { key, ...cells[key], head, sorted };
  });
  const box: Column<InboxItem> = {
    key: "pick",
    header: words("choose"),
    head: <span className="sr-only">{words("choose")}</span>,
    cell: ({ trackingId, version }) => (
      <label className="grid size-11 place-items-center">
        <span className="sr-only">{words("chooseOne", { id: trackingId })}</span>
        <input type="checkbox" name="pick" value={`${trackingId}_${version}`} className="size-5" />
      </label>
    ),
  };
  return (
    <Table
      caption={t("table")}
      columns={choosable ? [box, ...shown] : shown}
      rows={items}
      rowKey={({ trackingId }) => trackingId}
    />
  );
}
