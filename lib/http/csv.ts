/** What a spreadsheet would take for a formula, or a command that opens one. */
const FORMULA = /^[=+\-@\t\r]/u;
/** Without it some spreadsheets read Urdu as another alphabet. */
export const BYTE_ORDER_MARK = "\uFEFF";

/**
 * One line of a CSV file (RFC 4180). A cell that begins like a formula gets an apostrophe before it, for whoever opens the
 * file opens what strangers have written.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
