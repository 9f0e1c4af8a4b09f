import { SetupForm } from "@/components/setup/setup-form";
import type { AuditEntry, Picture } from "@/lib/data/audit-entries";
import { formatMoment } from "@/lib/tracking/dates";
import { sectionNamed } from "@/lib/use-cases/set-up/sections";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { submitPutBack } from "./setup-actions";
import type { SetupWords } from "./setup-words";

type Props = { locale: Locale; words: SetupWords; entries: readonly AuditEntry[] };

/** Who changed what, from what, into what; with a way back where there is one. */
export function ChangeList({ locale, words, entries }: Props) {
  const { say } = words;
  return (
    <ol className="divide-y divide-line">
      {entries.map((entry) => {
        const { id, what, subject, actor, at, before, after } = entry;
        const section = sectionNamed(what);
        const kind = before === null ? "made" : after === null ? "removed" : "changed";
        return (
          <li key={id} className="grid gap-2 py-4">
            <p className="font-semibold">
              {say(`whats.${what}`)}: {say(`changes.${kind}`)}{" "}
              <bdi className="font-normal">{nameOf(after ?? before, locale) || subject}</bdi>
            </p>
            <p className="text-xs text-ink-soft">
              {formatMoment(at, locale)} · <bdi>{actor}</bdi>
            </p>
            <ul className="grid gap-1">
              {differences(before, after).map(({ field, from, to }) => (
                <li key={field}>
                  <span className="font-semibold">{words.maybe(`fields.all.${field}`) ?? field}:</span>{" "}
                  {from !== null && (
                    <del>
                      <bdi>{from || "–"}</bdi>
                    </del>
                  )}{" "}
                  {to !== null && (
                    <ins className="font-semibold no-underline">
                      <bdi>{to || "–"}</bdi>
                    </ins>
                  )}
                </li>
              ))}
            </ul>
            {section && subject && (
              <div className="flex flex-wrap items-start gap-4">
                {after !== null && (
                  <a href={paths.setupItem(locale, section, subject)} className="inline-flex min-h-11 items-center">
                    {say("changes.open")}
                  </a>
                )}
                <SetupForm
                  action={submitPutBack.bind(null, { locale, entryId: id })}
                  first={{ attempt: 0, values: {}, problems: [], news: [], expected: "", seen: "" }}
                  permalink={paths.setup(locale, "changes")}
                  fields={[]}
                  words={{
                    save: say("changes.putBack"),
                    saveSo: say("changes.putBackSo"),
                    errorTitle: say("errorTitle"),
                  }}
                />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function nameOf(picture: Picture | null, locale: Locale): string {
  const name = locale === "ur" ? picture?.nameUr : picture?.nameEn;
  return typeof name === "string" ? name : "";
}

function differences(before: Picture | null, after: Picture | null) {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .map((field) => ({ field, from: before && sayValue(before[field]), to: after && sayValue(after[field]) }))
    .filter(({ from, to }) => from !== to);
}

function sayValue(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "✓" : "✗";
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
