import { useLocale, useTranslations } from "next-intl";
import { PublicShell } from "@/components/shell/public-shell";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/lib/web/paths";

export default function NotFound() {
  const locale = useLocale();
  const t = useTranslations("errors.notFound");
  return (
    <PublicShell locale={locale} here={paths.home}>
      <EmptyState
        level={1}
        icon="search"
        title={t("title")}
        action={
          <>
            <ButtonLink href={paths.track(locale)}>{t("track")}</ButtonLink>
            <ButtonLink href={paths.home(locale)} variant="secondary">
              {t("home")}
            </ButtonLink>
          </>
        }
      >
        <p>{t("body")}</p>
      </EmptyState>
    </PublicShell>
  );
}
