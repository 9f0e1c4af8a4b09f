import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { StaffRole } from "@/lib/domain/complaint/actor";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

type Props = { role: StaffRole; level?: number | null; locale: Locale };

const QUESTIONS = ["here", "from", "meanwhile"] as const;
/** Roles whose work lies on another page than the desk. */
const ELSEWHERE = { helpline: paths.helpline, callback: paths.calls, admin: paths.admin } as const;

function hasElsewhere(role: StaffRole): role is keyof typeof ELSEWHERE {
  return role in ELSEWHERE;
}

/** An empty desk explains itself: what will come, from where, and what to do till then. */
export function FirstDay({ role, level, locale }: Props) {
  const t = useTranslations("guide.firstDay");
  const kind = role === "supervisor" && (level ?? 1) > 1 ? "high" : role;
  return (
    <section
      aria-labelledby="first-day-title"
      className="grid gap-6 rounded-lg border border-dashed border-line-strong bg-surface px-5 py-8 sm:px-8"
    >
      <div className="flex items-center gap-4">
        <span className="grid size-14 shrink-0 place-items-center rounded-pill bg-brand-soft text-brand">
          <Icon name={role === "helpline" || role === "callback" ? "phone-call" : "inbox"} className="size-7" />
        </span>
        <div>
          <p className="text-sm text-ink-soft">{t("label")}</p>
          <h2 id="first-day-title" className="text-xl">
            {t(`${kind}.title`)}
          </h2>
        </div>
      </div>
      <dl className="grid gap-5 md:grid-cols-3">
        {QUESTIONS.map((question) => (
          <div key={question}>
            <dt className="font-bold">{t(question)}</dt>
            <dd className="mt-1 text-ink-soft">{t(`${kind}.${question}`)}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap items-center gap-3">
        {hasElsewhere(role) && <ButtonLink href={ELSEWHERE[role](locale)}>{t(`${role}.link`)}</ButtonLink>}
        <ButtonLink href={paths.guide(locale)} variant={hasElsewhere(role) ? "secondary" : "primary"} icon="book">
          {t("guide")}
        </ButtonLink>
      </div>
      <p className="text-ink-soft max-sm:hidden">
        {t.rich("keys", { key: () => <kbd className="rounded-sm border border-line-strong px-1.5 font-mono">?</kbd> })}
      </p>
    </section>
  );
}
