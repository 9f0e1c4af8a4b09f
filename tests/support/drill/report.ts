export type Row = { what: string; figure: string; holds: boolean | null };

/** One line of a drill's table. `holds` null: a figure to know, which nothing is demanded of. */
export function row(what: string, figure: string | number, holds: boolean | null = null): Row {
  return { what, figure: String(figure), holds };
}

/** Prints a drill's table, and whether all of it holds. */
export function report(title: string, rows: readonly Row[]): boolean {
  const width = Math.max(...rows.map(({ what }) => what.length));
  console.log(`\n${title}`);
  for (const { what, figure, holds } of rows) {
    const verdict = holds === null ? " " : holds ? "✓" : "✗";
    console.log(`  ${verdict} ${what.padEnd(width)}  ${figure}`);
  }
  return rows.every(({ holds }) => holds !== false);
}

/** The figure below which so many percent of `values` lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}
