import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Details } from "@/components/ui/details";
import { Tag } from "@/components/ui/tag";
import type { Closure } from "@/lib/domain/outage";
import { toWallTime } from "@/lib/domain/wall-time";
import type { Mode } from "@/lib/mode";
import { REASON_LENGTH } from "@/lib/schemas/mode-form";
import { formatMoment } from "@/lib/tracking/dates";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { submitAnnouncement, submitEnd } from "./actions";
import { ModeForm } from "./mode-form";
import { previewOf } from "./preview";

type Props = { locale: Locale; mode: Mode; closure: Closure | null; now: Date };

/** How the portal stands, and the two ways to change it. */
export function ModeSection({ locale, mode, closure, now }: Props) {
  const t = useTranslations("admin.mode");
  const isOn = mode.mode === "read-only";
  return (
    <Card as="section" labelledBy="mode">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <h2 id="mode" className="scroll-mt-4 text-lg">
          {t("title")}
        </h2>
        <Tag tone={closure ? "warning" : "success"}>{t(`now.${closure?.why ?? "normal"}`)}</Tag>
      </div>
      <div className="grid gap-5">
        <p>{t(`means.${closure?.why ?? "normal"}`)}</p>
        {isOn && <Announced locale={locale} mode={mode} now={now} />}
        {isOn ? (
          <Details summary={t("change")}>
            <Announce locale={locale} mode={mode} />
          </Details>
        ) : (
          <Announce locale={locale} mode={mode} />
        )}
      </div>
    </Card>
  );
}

type AnnouncedProps = { locale: Locale; mode: Extract<Mode, { mode: "read-only" }>; now: Date };

function Announced({ locale, mode, now }: AnnouncedProps) {
  const t = useTranslations("admin.mode");
  const since = new Date(mode.since);
  const until = mode.until === null ? null : new Date(mode.until);
  const previews = (["en", "ur"] as const).map((language) =>
    previewOf({ until, reason: mode.reason }, { locale: language, since, now }),
  );
  return (
    <>
      {until && until <= now && (
        <p className="font-semibold text-danger">{t("late", { time: formatMoment(until, locale) })}</p>
      )}
      <div className="grid gap-3 lg:grid-cols-2">
        {previews.map((preview) => (
          <div
            key={preview.locale}
            lang={preview.locale}
            dir={preview.locale === "ur" ? "rtl" : "ltr"}
            className="grid content-start gap-1 rounded-md bg-sunken p-4"
          >
            <p className="font-bold">{preview.title}</p>
            {[...preview.lines, preview.help].map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
        ))}
      </div>
      <form action={submitEnd.bind(null, locale)}>
        <Button icon="check" wide>
          {t("end")}
        </Button>
      </form>
    </>
  );
}

function Announce({ locale, mode }: { locale: Locale; mode: Mode }) {
  const t = useTranslations("admin.mode");
  const common = useTranslations("common");
  const isOn = mode.mode === "read-only";
  const values = {
    reasonEn: isOn ? mode.reason.en : "",
    reasonUr: isOn ? mode.reason.ur : "",
    until: isOn && mode.until ? toWallTime(new Date(mode.until)) : "",
  };
  return (
    <ModeForm
      action={submitAnnouncement.bind(null, locale)}
      first={{ attempt: 0, values, problems: [], previews: [] }}
      permalink={`${paths.admin(locale)}#mode`}
      maxLength={REASON_LENGTH}
      words={{
        reasonEn: t("reasonEn"),
        reasonUr: t("reasonUr"),
        reasonHint: t("reasonHint"),
        until: t("until"),
        untilHint: t("untilHint"),
        optional: common("optional"),
        preview: t("preview"),
        previewAgain: t("previewAgain"),
        previewTitle: t("previewTitle"),
        set: t(isOn ? "setAgain" : "set"),
        setHint: t("setHint"),
        errorTitle: t("errorTitle"),
      }}
    />
  );
}
