import type { Metadata } from "next";
import { LogoMark } from "@/components/shell/logo";
import { ButtonLink } from "@/components/ui/button";
import { directionOf } from "@/lib/web/i18n/locale";
import { LOCALES, type Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import en from "@/messages/en/errors.json";
import ur from "@/messages/ur/errors.json";
import "./globals.css";

const WORDS = { en: en.notFound, ur: ur.notFound };

const TITLE = `${en.notFound.title} · ${ur.notFound.title}`;

export const metadata: Metadata = {
  title: TITLE,
  icons: { icon: { url: "/icon.svg", type: "image/svg+xml" } },
};

/** One prerendered page for every wrong address. It cannot know the reader's language, so it says it in both. */
export default function GlobalNotFound() {
  return (
    <html lang="en" dir="ltr">
      <body>
        <main id="main" className="mx-auto grid max-w-page gap-4 px-4 py-12">
          <LogoMark className="size-14" />
          <h1 className="sr-only">{TITLE}</h1>
          <div className="grid gap-4 md:grid-cols-2">
            {LOCALES.map((locale) => (
              <Words key={locale} locale={locale} />
            ))}
          </div>
        </main>
      </body>
    </html>
  );
}

function Words({ locale }: { locale: Locale }) {
  const words = WORDS[locale];
  return (
    <section
      lang={locale}
      dir={directionOf(locale)}
      className="grid content-start gap-3 rounded-lg border border-line bg-surface p-6"
    >
      <h2 className="text-xl">{words.title}</h2>
      <p className="text-ink-soft">{words.body}</p>
      <div className="mt-2 flex flex-wrap gap-3">
        <ButtonLink href={paths.track(locale)}>{words.track}</ButtonLink>
        <ButtonLink href={paths.home(locale)} variant="secondary">
          {words.home}
        </ButtonLink>
      </div>
    </section>
  );
}
