import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { CodeText } from "@/components/ui/code-text";
import { Notice } from "@/components/ui/notice";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { ACTIONS } from "@/lib/domain/complaint/workflow";
import type { Locale } from "@/lib/web/i18n/routing";
import { keepFilter, renameOwnFilter } from "./inbox-actions";

type Sent = Record<string, string | string[] | undefined>;
type DoneProps = { action: string | string[] | undefined; trackingId: string | string[] | undefined; locale: Locale };

/** After an action by which a complaint left this person's reach. */
export async function Done({ action, trackingId, locale }: DoneProps) {
  const [t, actions] = await Promise.all([
    getTranslations({ locale, namespace: "desk.queue" }),
    getTranslations({ locale, namespace: "domain.actions" }),
  ]);
  const known = ACTIONS.find((name) => name === action);
  const id = typeof trackingId === "string" ? parseTrackingId(trackingId) : null;
  if (!known || !id?.ok) return null;
  return (
    <Notice tone="success" title={t("done", { what: actions(known) })}>
      <p>{t.rich("doneGone", { id: () => <CodeText>{id.value}</CodeText> })}</p>
    </Notice>
  );
}

const GOOD = ["columns", "kept", "renamed", "removed"] as const;
const BAD = ["name", "taken", "too-many", "unknown"] as const;

/** What became of a change to one's own filters or columns, with the way back where there is one. */
export async function Said({ sent, query, locale }: { sent: Sent; query: string; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "inbox.said" });
  const said = [...GOOD, ...BAD].find((name) => name === sent.said);
  if (!said) return null;
  const before = typeof sent.before === "string" ? sent.before : null;
  const own = typeof sent.own === "string" ? sent.own : "";
  const undo = said === "removed" ? keepFilter : said === "renamed" ? renameOwnFilter : null;
  return (
    <Notice tone={GOOD.some((name) => name === said) ? "success" : "warning"} title={t(said)}>
      {undo && before && (
        <form action={undo}>
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="query" value={query} />
          <input type="hidden" name="id" value={own} />
          <input type="hidden" name="name" value={before} />
          <Button variant="secondary" className="text-sm">
            {t("undo", { name: before })}
          </Button>
        </form>
      )}
    </Notice>
  );
}
