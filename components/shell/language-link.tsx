import { useTranslations } from "next-intl";
import { directionOf, otherLocale } from "@/lib/web/i18n/locale";
import type { Locale } from "@/lib/web/i18n/routing";
import type { PagePath } from "@/lib/web/paths";

type Props = { locale: Locale; here: PagePath; className?: string };

/** The same page in the other language, as a plain link: no cookie, no script, and the address says it all. */
export function LanguageLink({ locale, here, className = "" }: Props) {
  const t = useTranslations("common.language");
  const other = otherLocale(locale);
  return (
    <a
      href={here(other)}
      hrefLang={other}
      lang={other}
      dir={directionOf(other)}
      className={`inline-flex min-h-tap items-center rounded-md border px-4 font-semibold no-underline ${className}`}
    >
      {t("other")}
    </a>
  );
}
