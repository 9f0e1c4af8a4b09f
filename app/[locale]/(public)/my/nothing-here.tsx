import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

export function NothingHere({ locale }: { locale: Locale }) {
  const t = useTranslations("my.list");
  return (
    <EmptyState
      icon="inbox"
      title={t("empty")}
      action={
        <ButtonLink href={paths.lodge(locale)} icon="pencil">
          {t("lodge")}
        </ButtonLink>
      }
    >
      <p>{t("emptyBody")}</p>
    </EmptyState>
  );
}
