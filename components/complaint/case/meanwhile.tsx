import { Icon } from "@/components/ui/icon";

export type SeenRow = { key: string; label: string; before: string; now: string };
type Words = Record<"caption" | "what" | "before" | "now" | "changed", string>;

/** What the case looked like when the form was opened, and what it looks like now. Words say what changed, not the ground alone. */
export function SeenTable({ rows, words }: { rows: readonly SeenRow[]; words: Words }) {
  if (rows.length === 0) return null;
  return (
    <table className="w-full border-collapse bg-surface text-start">
      <caption className="sr-only">{words.caption}</caption>
      <thead>
        <tr className="border-b-2 border-line-strong text-ink-soft">
          <th scope="col" className="p-2 text-start font-semibold">
            {words.what}
          </th>
          <th scope="col" className="p-2 text-start font-semibold">
            {words.before}
          </th>
          <th scope="col" className="p-2 text-start font-semibold">
            {words.now}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, before, now }) => {
          const changed = before !== now;
          return (
            <tr key={key} className={`border-b border-line align-top ${changed ? "bg-accent-soft font-semibold" : ""}`}>
              <th scope="row" className="p-2 text-start font-normal text-ink-soft">
                {label}
              </th>
              <td className="p-2">
                <bdi className={changed ? "line-through decoration-1" : ""}>{before}</bdi>
              </td>
              <td className="p-2">
                <bdi>{now}</bdi>
                {changed && (
                  <span className="ms-1 inline-flex items-center gap-1 text-xs text-warning">
                    <Icon name="pencil" className="size-3.5" />
                    {words.changed}
                  </span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
