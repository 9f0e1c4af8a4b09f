import { countSetup } from "@/lib/data/setup-lists";
import { SETUP_SECTIONS } from "@/lib/schemas/setup";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { setupWords } from "./setup-words";

/** Everything that can be set up, with how much there is of it, so that a first day finds each. */
export async function SetupCards({ locale }: { locale: Locale }) {
  const [{ say }, counts] = await Promise.all([setupWords(locale), countSetup(new Date())]);
  const cards = [
    ...SETUP_SECTIONS.map((name) => ({ name, count: String(counts[name]) })),
    { name: "sessions", count: "" },
    { name: "changes", count: "" },
  ];
  return (
    <section aria-labelledby="setup">
      <h2 id="setup" className="mb-3 text-lg">
        {say("title")}
      </h2>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
        {cards.map(({ name, count }) => (
          <li key={name}>
            <a
              href={paths.setup(locale, name)}
              className="grid h-full content-start gap-1 rounded-lg border border-line bg-surface p-4 text-ink no-underline hover:border-brand"
            >
              <span className="flex items-baseline justify-between gap-3">
                <span className="font-semibold text-link underline underline-offset-4">
                  {say(`sections.${name}.title`)}
                </span>
                <bdi className="font-bold">{count}</bdi>
              </span>
              <span className="text-ink-soft">{say(`sections.${name}.short`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
