import type Database from "better-sqlite3";

export type Column = { name: string; type: string; notnull: number; dflt_value: string | null; pk: number };
export type Table = {
  columns: Map<string, Column>;
  /** Column lists that must be unique, as `a, b`. */
  uniques: Set<string>;
  /** `column → table.column` of each reference. */
  references: Set<string>;
  checks: Set<string>;
  /** SQL by name. */
  triggers: Map<string, string>;
};
export type Shape = Map<string, Table>;

type Row = Record<string, unknown>;

/** What a database's tables look like, as far as a program that writes to them would feel. */
export function readShape(database: Database.Database): Shape {
  const tables = database
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .all() as { name: string; sql: string }[];
  return new Map(tables.map(({ name, sql }) => [name, readTable(database, name, sql)]));
}

function readTable(database: Database.Database, name: string, sql: string): Table {
  const ask = (pragma: string, of: string) => database.prepare(`SELECT * FROM ${pragma}(?)`).all(of) as Row[];
  const columns = ask("pragma_table_info", name) as Column[];
  const uniques = ask("pragma_index_list", name)
    .filter((index) => index.unique === 1)
    .map((index) => {
      const names = ask("pragma_index_info", String(index.name)).map((column) => column.name ?? "an expression");
      return names.join(", ") + (index.partial === 1 ? " (of some rows)" : "");
    });
  const references = ask("pragma_foreign_key_list", name).map(
    (key) => `${key.from} → ${key.table}.${key.to ?? "its key"}`,
  );
  const triggers = database
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?")
    .all(name) as { name: string; sql: string }[];
  return {
    columns: new Map(columns.map((column) => [column.name, column])),
    uniques: new Set(uniques),
    references: new Set(references),
    checks: new Set(sql.match(/\bCHECK\s*\([^,\n]*\)/gi) ?? []),
    triggers: new Map(triggers.map((trigger) => [trigger.name, trigger.sql])),
  };
}
