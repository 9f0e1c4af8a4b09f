import { useTranslations } from "next-intl";

const GROUPS = [
  [0, 4],
  [4, 8],
  [8, 13],
] as const;

/** A tracking ID as it is said on the telephone: each character with the name of a place that begins with it. */
export function SpelledId({ trackingId }: { trackingId: string }) {
  const t = useTranslations("helpline");
  const characters = Array.from(trackingId.replace("PCP", "").replaceAll("-", ""), (character, at) => ({
    character,
    at,
  }));
  return (
    <section aria-labelledby="spell" className="grid gap-2">
      <h2 id="spell" className="text-lg">
        {t("case.spell")}
      </h2>
      <p className="text-ink-soft">{t("case.spellHint")}</p>
      <ol className="flex flex-wrap gap-x-8 gap-y-3" dir="ltr">
        <li className="flex items-center font-mono text-2xl font-bold">PCP</li>
        {GROUPS.map(([from, to]) => (
          <li key={from}>
            <ol className="flex flex-wrap gap-1">
              {characters.slice(from, to).map(({ character, at }) => (
                <li
                  key={at}
                  className="grid min-w-14 justify-items-center rounded-md border border-line bg-surface px-1 py-1"
                >
                  <span className="font-mono text-2xl font-bold leading-tight">{character}</span>
                  <span dir="auto" className="text-xs text-ink-soft">
                    {t(`spell.${character as "A"}`)}
                  </span>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </section>
  );
}
