import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { type Column, Table } from "@/components/ui/table";
import { listLooks, type RecordedLook } from "@/lib/data/look-ups";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { CALL_OUTCOMES } from "@/lib/domain/complaint/call-back";
import { LOOK_UP_REASONS } from "@/lib/domain/complaint/caller";
import { formatMoment } from "@/lib/tracking/dates";
import type { Locale } from "@/lib/web/i18n/routing";

/** Who has looked at this complaint or for it, and why: for the auditor, who sees who sees. Nothing for everybody else. */
export async function WhoLooked({
  complaintId,
  actor,
  locale,
}: {
  complaintId: string;
  actor: StaffActor;
  locale: Locale;
}) {
  if (actor.role !== "auditor") return null;
  const [looks, t, look, call] = await Promise.all([
    listLooks(complaintId, actor),
    getTranslations({ locale, namespace: "helpline" }),
    getTranslations({ locale, namespace: "helpline.look" }),
    getTranslations({ locale, namespace: "helpline.call" }),
  ]);
  const sayReason = ({ what, reason }: RecordedLook): string => {
    if (reason === null || what === "call") return "—";
    const outcome = CALL_OUTCOMES.find((code) => code === reason);
    if (what === "outcome" && outcome) return call(`outcomes.${outcome}`);
    const [code = "", ...words] = reason.split(": ");
    const known = LOOK_UP_REASONS.find((name) => name === code);
    return [known ? look(`reasons.${known}`) : code, ...words].join(": ");
  };
  const columns: Column<RecordedLook>[] = [
    {
      key: "at",
      header: t("looks.at"),
      cell: ({ at }) => <time dateTime={at.toISOString()}>{formatMoment(at, locale)}</time>,
    },
    { key: "who", header: t("looks.who"), cell: ({ who }) => <bdi>{who?.[locale] ?? "—"}</bdi> },
    { key: "what", header: t("looks.how"), cell: ({ what }) => t(`looks.what.${what}`) },
    {
      key: "reason",
      header: t("looks.reason"),
      cell: (row) => (
        <>
          <bdi>{sayReason(row)}</bdi>
          {row.facts.length > 0 && (
            <span className="block text-ink-soft">
              {row.facts.map((kind) => t(`verify.facts.${kind}`)).join(" · ")}:{" "}
              {t(row.right ? "looks.right" : "looks.wrong")}
            </span>
          )}
        </>
      ),
    },
  ];
  return (
    <Card as="section" labelledBy="looks" className="mt-6">
      <h2 id="looks" className="mb-3 text-lg">
        {t("looks.title")}
      </h2>
      {looks.length === 0 ? (
        <p className="text-ink-soft">{t("looks.none")}</p>
      ) : (
        <Table caption={t("looks.title")} columns={columns} rows={looks} rowKey={({ id }) => id} />
      )}
    </Card>
  );
}
