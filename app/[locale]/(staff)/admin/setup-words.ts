import { getTranslations } from "next-intl/server";
import type { SetupNews } from "@/components/setup/setup-form";
import type { Foreseen } from "@/lib/use-cases/set-up/section";
import { nameIn } from "@/lib/web/i18n/name-in";
import type { Locale } from "@/lib/web/i18n/routing";

/** The words of the set-up by codes that come from below; an unknown one is shown as it is, which a test finds. */
export async function setupWords(locale: Locale) {
  const t = await getTranslations({ locale, namespace: "setup" });
  const say = t as unknown as (key: string, values?: Record<string, string | number>) => string;
  const has = t.has as unknown as (key: string) => boolean;
  return {
    say,
    has,
    maybe: (key: string): string | undefined => (has(key) ? say(key) : undefined),
    /** A label of one section's field, or the one that several share. */
    label: (section: string, name: string) =>
      has(`fields.${section}.${name}`) ? say(`fields.${section}.${name}`) : say(`fields.all.${name}`),
  };
}
export type SetupWords = Awaited<ReturnType<typeof setupWords>>;

/** What follows from a change, in words, and for a rule the desks before and after. */
export function sayForeseen({ say }: SetupWords, foreseen: readonly Foreseen[], locale: Locale): SetupNews[] {
  return foreseen.map(({ code, values = {}, moves }) => ({
    tone: code === "without-desk" || code === "becomes-admin" ? ("urgent" as const) : ("warning" as const),
    title: say(`foresee.${code}.title`, values),
    lines: [say(`foresee.${code}.means`, values)],
    table: moves && {
      caption: say("moves.caption"),
      head: [say("moves.desk"), say("moves.before"), say("moves.after")],
      rows: moves.map(({ desk, before, after }) => [
        desk ? nameIn(locale, desk) : say("moves.router"),
        String(before),
        String(after),
      ]),
    },
  }));
}
