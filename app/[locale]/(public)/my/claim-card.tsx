import { useTranslations } from "next-intl";
import { DueText } from "@/components/complaint/due-text";
import { StatusTag } from "@/components/complaint/status-tag";
import { CodeText } from "@/components/ui/code-text";
import { Icon } from "@/components/ui/icon";
import { Tag } from "@/components/ui/tag";
import type { PublicStatus } from "@/lib/domain/complaint/public-status";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

type Props = { locale: Locale; trackingId: string; status: PublicStatus | null };

/** One complaint of this phone: the whole card leads to it. */
export function ClaimCard({ locale, trackingId, status }: Props) {
  const t = useTranslations("my.list");
  const until = useTranslations("my.page");
  return (
    <li>
      <a
        href={paths.myComplaint(locale, trackingId)}
        className="flex items-center gap-4 rounded-lg border border-line bg-surface p-4 text-ink no-underline hover:border-brand sm:p-5"
      >
        <span className="grid min-w-0 flex-1 gap-1.5">
          <span className="text-lg leading-tight font-bold">{status ? titleOf(status) : t("onTheWay")}</span>
          <CodeText className="text-sm text-ink-soft">{trackingId}</CodeText>
          {status ? (
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
              <StatusTag state={status.state} kind={status.kind} />
              <DueText
                status={status}
                now={new Date()}
                untilWords={(day) => until("until", { day })}
                className="text-sm"
              />
            </span>
          ) : (
            <span className="grid justify-items-start gap-1.5">
              <Tag tone="info">{t("onTheWay")}</Tag>
              <span className="text-sm text-ink-soft">{t("onTheWayBody")}</span>
            </span>
          )}
        </span>
        <Icon name="arrow" className="size-6 text-brand" />
      </a>
    </li>
  );

  function titleOf({ sensitive, service, district }: PublicStatus): string {
    if (sensitive || !service || !district) return t("protected");
    return t("service", { service: service[locale], district: district[locale] });
  }
}
