import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeText } from "@/components/ui/code-text";
import { paths } from "@/lib/web/paths";
import type { OpenedByKey } from "./opened-by-key";
import { StateTag } from "./state-tag";

/** One that this phone opened by its key; nothing of it lies on the phone but the cookie. */
export function OpenedCard({ opened }: { opened: OpenedByKey }) {
  const t = useTranslations("lodge.phone");
  const locale = useLocale();
  const { trackingId, name, state, kind } = opened;
  return (
    <Card as="li" className="grid gap-3">
      <div className="grid gap-1">
        <h2 className="text-lg leading-tight font-bold">{name ?? t("protected")}</h2>
        <p>
          <CodeText className="text-sm text-ink-soft">{trackingId}</CodeText>
        </p>
      </div>
      {state && (
        <div>
          <StateTag state={state} kind={kind} />
        </div>
      )}
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={paths.myComplaint(locale, trackingId)}>{t("open")}</ButtonLink>
        <ButtonLink href={paths.status(locale, trackingId)} variant="secondary">
          {t("track")}
        </ButtonLink>
      </div>
    </Card>
  );
}
