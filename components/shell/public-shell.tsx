import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { QueueLine } from "@/components/complaint/phone/queue-line";
import { SkipLink } from "@/components/ui/skip-link";
import type { Locale } from "@/lib/web/i18n/routing";
import { type PagePath, paths } from "@/lib/web/paths";
import { publishedNotices } from "@/lib/web/published";
import { Footer } from "./footer";
import { Header } from "./header";
import { PublicNotices } from "./notices";

type Props = {
  locale: Locale;
  /** The page's own address in either language; a page knows it, a layout cannot. */
  here: PagePath;
  /** `reading` is one column of text or questions, `page` the whole width, `bare` leaves margins to the page. */
  width?: "reading" | "page" | "bare";
  /** False where the page itself shows what waits on this phone to be sent. */
  tellsQueue?: boolean;
  children: ReactNode;
};

const WIDTHS = {
  reading: "mx-auto w-full max-w-[44rem] px-4 py-8 sm:py-12",
  page: "mx-auto w-full max-w-page px-4 py-8 sm:py-12",
  bare: "",
} as const;

/** What stands around every page for citizens. */
export function PublicShell({ locale, here, width = "reading", tellsQueue = true, children }: Props) {
  const t = useTranslations("common");
  const line = useTranslations("lodge.phone.line");
  const [before = "", after = ""] = line.markup("many", { count: () => "\n" }).split("\n");
  const queueWords = {
    one: line("one"),
    many: [before, after] as [string, string],
    show: line("show"),
    href: paths.my(locale),
  };
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink label={t("skipToContent")} />
      <Header locale={locale} here={here} />
      <PublicNotices locale={locale} notices={publishedNotices()} />
      <main id="main" tabIndex={-1} className={`outline-none ${WIDTHS[width]}`}>
        {children}
      </main>
      <Footer locale={locale} />
      <QueueLine words={tellsQueue ? queueWords : null} />
    </div>
  );
}
