import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Closure } from "@/lib/domain/outage";
import { type Audience, sayClosure } from "@/lib/tracking/closure-words";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { HelplineNumber } from "./helpline-number";

type Props = { locale: Locale; closure: Closure; now: Date; audience: Audience; className?: string };

/** Why nothing can be changed just now, since when and until when, what works all the same, whom to call. */
export function ClosedNotice({ locale, closure, now, audience, className = "mb-6" }: Props) {
  const t = useTranslations("outage.closed");
  const { title, lines } = sayClosure(closure, { locale, audience, now });
  return (
    <Notice tone="warning" title={title} className={className}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>
        {audience !== "staff" && <>{t.rich("help", { number: () => <HelplineNumber /> })} </>}
        <a href={paths.ledger(locale)}>{t("ledger")}</a>
      </p>
    </Notice>
  );
}
