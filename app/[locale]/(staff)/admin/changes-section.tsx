import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { ModeChange } from "@/lib/data/audit-log";
import type { Mode } from "@/lib/mode";
import { formatMoment } from "@/lib/tracking/dates";
import type { Locale } from "@/lib/web/i18n/routing";

/** Who has changed the mode, newest first: from the lines that are written before each change. */
export function ChangesSection({ locale, changes }: { locale: Locale; changes: readonly ModeChange[] }) {
  const t = useTranslations("admin.changes");
  const say = (mode: Mode) => (mode.mode === "normal" ? t("normal") : t("readOnly", { reason: mode.reason[locale] }));
  return (
    <Card as="section" labelledBy="changes">
      <h2 id="changes" className="scroll-mt-4 mb-3 text-lg">
        {t("title")}
      </h2>
      {changes.length === 0 && <p>{t("empty")}</p>}
      <ul className="divide-y divide-line">
        {changes.map(({ id, at, actor, before, after }) => (
          <li key={id} className="grid gap-1 py-3">
            <p className="font-semibold">{say(after)}</p>
            <p className="text-ink-soft">{t("before", { before: say(before) })}</p>
            <p className="text-xs text-ink-soft">
              {formatMoment(new Date(at), locale)} · <bdi>{actor.name}</bdi>
              {actor.id === null && ` (${t("byCommand")})`}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
