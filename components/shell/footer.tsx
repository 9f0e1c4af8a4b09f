import { useTranslations } from "next-intl";
import { CodeText } from "@/components/ui/code-text";
import { Icon } from "@/components/ui/icon";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

const LINK = "inline-flex min-h-tap items-center text-link underline underline-offset-4";

export function Footer({ locale }: { locale: Locale }) {
  const t = useTranslations("common.footer");
  const number = t("helplineNumber");
  return (
    <footer className="mt-auto border-t border-line bg-sunken text-sm">
      <div className="mx-auto grid max-w-page gap-x-12 gap-y-6 px-4 py-8 md:grid-cols-[2fr_1fr_1fr]">
        <p className="max-w-measure text-ink-soft">{t("what")}</p>
        <div>
          <p className="font-semibold">{t("helpline")}</p>
          <a href={`tel:${number.replace(/\D/g, "")}`} className={`${LINK} gap-2 text-lg font-bold`}>
            <Icon name="phone-call" className="size-5" />
            <CodeText className="font-sans">{number}</CodeText>
          </a>
          <p className="text-ink-soft">{t("helplineHours")}</p>
        </div>
        <nav aria-label={t("links")}>
          <ul>
            <li>
              <a href={paths.about(locale)} className={LINK}>
                {t("about")}
              </a>
            </li>
            <li>
              <a href={`${paths.about(locale)}#privacy`} className={LINK}>
                {t("privacy")}
              </a>
            </li>
            <li>
              <a href={paths.ledger(locale)} className={LINK}>
                {t("ledger")}
              </a>
            </li>
            <li>
              <a href={paths.signIn(locale)} className={LINK}>
                {t("staff")}
              </a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
