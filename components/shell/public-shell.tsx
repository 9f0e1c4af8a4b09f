import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SkipLink } from "@/components/ui/skip-link";
import type { Locale } from "@/lib/web/i18n/routing";
import type { PagePath } from "@/lib/web/paths";
import { Footer } from "./footer";
import { Header } from "./header";

type Props = {
  locale: Locale;
  /** The page's own address in either language; a page knows it, a layout cannot. */
  here: PagePath;
  /** `reading` is one column of text or questions, `page` the whole width, `bare` leaves margins to the page. */
  width?: "reading" | "page" | "bare";
  children: ReactNode;
};

const WIDTHS = {
  reading: "mx-auto w-full max-w-[44rem] px-4 py-8 sm:py-12",
  page: "mx-auto w-full max-w-page px-4 py-8 sm:py-12",
  bare: "",
} as const;

/** What stands around every page for citizens. */
export function PublicShell({ locale, here, width = "reading", children }: Props) {
  const t = useTranslations("common");
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink label={t("skipToContent")} />
      <Header locale={locale} here={here} />
      <main id="main" tabIndex={-1} className={`outline-none ${WIDTHS[width]}`}>
        {children}
      </main>
      <Footer locale={locale} />
    </div>
  );
}
