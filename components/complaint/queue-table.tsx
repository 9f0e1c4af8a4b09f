import { useTranslations } from "next-intl";
import { CodeText } from "@/components/ui/code-text";
import { type Column, Table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { Kind } from "@/lib/domain/complaint/codes";
import { clockOwner, type State } from "@/lib/domain/complaint/states";
import { StatusTag } from "./status-tag";
import { TimeLeft } from "./time-left";

/** A complaint in a queue, its names already in the page's language. */
export type QueueItem = {
  trackingId: string;
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
  dueAt: Date | null;
  /** What was owed next is late, though the whole may not be. */
  dutyLate: boolean;
  windowEndsAt: Date | null;
};

/** A queue, in the order in which it is given. */
export function QueueTable({ items, now }: { items: readonly QueueItem[]; now: Date }) {
  const t = useTranslations("desk.queue");
  const columns: Column<QueueItem>[] = [
    {
      key: "due",
      header: t("due"),
      cell: ({ state, dueAt, windowEndsAt, urgent, dutyLate }) => (
        <span className="grid gap-0.5">
          <TimeLeft state={state} dueAt={dueAt} windowEndsAt={windowEndsAt} urgent={urgent} now={now} />
          {dutyLate && <span className="text-xs font-semibold text-danger">{t("dutyLate")}</span>}
        </span>
      ),
    },
    {
      key: "complaint",
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
    {
      key: "state",
      header: t("state"),
      cell: ({ state, kind, urgent, level }) => (
        <span className="flex flex-wrap gap-1.5">
          <StatusTag state={state} kind={kind} />
          {urgent && clockOwner(state) === "officer" && <Tag tone="danger">{t("urgent")}</Tag>}
          {level > 0 && <Tag tone="warning">{t("level", { level })}</Tag>}
        </span>
      ),
    },
    {
      key: "where",
      header: t("where"),
      cell: ({ district, landmark }) => (
        <span className="grid justify-items-start gap-0.5">
          {district}
          {landmark && <bdi className="line-clamp-2 max-w-56 text-xs text-ink-soft">{landmark}</bdi>}
        </span>
      ),
    },
    {
      key: "holder",
      header: t("holder"),
      cell: ({ officer, desk }) => (
        <span className="grid justify-items-start gap-0.5 md:min-w-36">
          {officer ? <bdi>{officer}</bdi> : <span className="text-ink-soft">{t("noHolder")}</span>}
          {desk && <span className="text-xs text-ink-soft">{desk}</span>}
        </span>
      ),
    },
  ];
  return <Table caption={t("table")} columns={columns} rows={items} rowKey={({ trackingId }) => trackingId} />;
}
