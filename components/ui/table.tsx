import type { ReactNode } from "react";

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** What stands in the head instead of the bare words, such as a link that sorts. */
  head?: ReactNode;
  sorted?: "ascending" | "descending";
};
type Props<Row> = {
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
};

/** A table on a desk, a list of cards on a phone. */
export function Table<Row>({ caption, showCaption, columns, rows, rowKey }: Props<Row>) {
  return (
    <table className="w-full border-collapse text-start max-md:block">
      <caption className={showCaption ? "mb-2 text-start font-bold max-md:block" : "sr-only"}>{caption}</caption>
      <thead className="max-md:sr-only">
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              aria-sort={column.sorted}
              className={`border-b-2 border-line-strong px-3 py-2 text-sm font-semibold text-ink-soft ${column.numeric ? "text-end" : "text-start"}`}
            >
              {column.head ?? column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:grid max-md:gap-3">
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            data-row={rowKey(row)}
            className="focus-within:bg-brand-soft max-md:grid max-md:gap-1.5 max-md:rounded-lg max-md:border max-md:border-line max-md:bg-surface max-md:p-4 md:border-b md:border-line md:hover:bg-surface"
          >
            {columns.map((column) => (
              <td
                key={column.key}
                data-label={column.header}
                className={`stacked-cell md:px-3 md:py-3 md:align-top ${column.numeric ? "tabular-nums md:text-end" : ""}`}
              >
                <span>{column.cell(row)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
