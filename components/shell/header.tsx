import { useTranslations } from "next-intl";
import type { Locale } from "@/lib/web/i18n/routing";
import { type PagePath, paths } from "@/lib/web/paths";
import { LanguageLink } from "./language-link";

type Props = { locale: Locale; here: PagePath };

const NAV = ["lodge", "track", "my", "about"] as const;

/** Brand, language and four places. No menu to open: all four fit on a 360-pixel phone. */
export function Header({ locale, here }: Props) {
  const t = useTranslations("common");
  const current = here(locale);
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-6 px-4 lg:flex-nowrap">
        <a
          href={paths.home(locale)}
          aria-label={t("nav.home")}
          className="my-2 inline-flex min-h-tap items-center gap-3 rounded-md pe-2 text-ink no-underline"
        >
          {/* biome-ignore lint/performance/noImgElement: one file for all; drawn here it would weigh in each page that a phone keeps */}
          <img src="/icon.svg" alt="" width={44} height={44} className="size-11 shrink-0" />
          <span className="font-heading text-xl leading-none font-bold rtl:hidden">{t("name")}</span>
        </a>
        <LanguageLink
          locale={locale}
          here={here}
          className="border-line-strong text-sm text-ink hover:border-brand hover:text-brand lg:order-last print:hidden"
        />
        <nav aria-label={t("nav.label")} className="-mx-2 w-[calc(100%+1rem)] lg:mx-0 lg:ms-auto lg:w-auto">
          <ul className="flex justify-between gap-1 lg:gap-3">
            {NAV.map((name) => (
              <li key={name}>
                <a
                  href={paths[name](locale)}
                  aria-current={paths[name](locale) === current ? "page" : undefined}
                  className="inline-flex min-h-tap items-center border-b-4 border-transparent px-2 pt-1 text-sm max-[22rem]:px-1 font-semibold whitespace-nowrap text-ink no-underline hover:border-line-strong aria-[current=page]:border-brand aria-[current=page]:text-brand lg:min-h-16 lg:px-3"
                >
                  {t(`nav.${name}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  );
}
