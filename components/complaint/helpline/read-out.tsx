import type { Locale } from "@/lib/web/i18n/routing";

export type ReadOutLine = {
  key: string;
  text: string;
  strong?: boolean;
  /** Somebody's own words, in whatever language. */
  quote?: string;
  items?: readonly string[];
};

/** What is said on the telephone, in large letters: read out line by line, in its own language and direction. */
export function ReadOut({
  id,
  title,
  locale,
  lines,
}: {
  id: string;
  title: string;
  locale: Locale;
  lines: readonly ReadOutLine[];
}) {
  return (
    <section
      aria-labelledby={id}
      lang={locale}
      dir={locale === "ur" ? "rtl" : "ltr"}
      className="grid content-start gap-3 rounded-lg border border-line bg-surface p-4 sm:p-6"
    >
      <h3 id={id} className="text-base text-ink-soft">
        {title}
      </h3>
      {lines.map(({ key, text, strong, quote, items }) => (
        <div key={key} className="grid gap-1.5 text-lg">
          <p className={strong ? "font-bold" : undefined}>{text}</p>
          {quote && (
            <p dir="auto" className="border-s-4 border-brand ps-3 whitespace-pre-line">
              {quote}
            </p>
          )}
          {items && (
            <ul className="list-disc ps-6">
              {items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </section>
  );
}
