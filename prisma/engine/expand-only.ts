import Database from "better-sqlite3";
import { type Column, readShape, type Shape, type Table } from "./database-shape";
import { listMigrations, type Migration } from "./migrations";

/** What a migration must leave to the one transaction that it runs in, or would get round what we can see. */
const NOT_HERE = /^(BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|ATTACH|DETACH|VACUUM|PRAGMA\s+writable_schema)\b/i;

/**
 * What is wrong with the migrations of this version, as sentences: each one only expands, or carries a contract.json that
 * names the migration since whose release nothing uses what it takes away. An upgrade runs the old app on the new tables for a while,
 * and goes back to it when the new one is ill; that is sound only so.
 */
export function findFlaws(migrations = listMigrations()): string[] {
  return migrations.flatMap((migration, index) => {
    const before = migrations.slice(0, index);
    const found = findContractions(before, migration);
    const { name, contract } = migration;
    if (!contract) return found.map((what) => `${name} ${what}`);
    if (found.length === 0) return [`${name} has a contract.json and takes nothing away`];
    return before.some((earlier) => earlier.name === contract.after)
      ? []
      : [`${name}: its contract.json names ${contract.after}, which is no migration before it`];
  });
}

/**
 * Why these migrations may not be applied beside the running app, as sentences. `applied` is what its database has: what a
 * contract takes away must have been given up by a release before the running one or by that itself.
 */
export function refuseBeside(applied: readonly string[], migrations = listMigrations()): string[] {
  const tooEarly = migrations
    .filter(({ name, contract }) => contract && !applied.includes(name) && !applied.includes(contract.after))
    .map(
      ({ name, contract }) =>
        `${name} takes away what the running version may still use: upgrade to the version with ${contract?.after} first`,
    );
  const isPending = (flaw: string) => migrations.some(({ name }) => flaw.startsWith(name) && !applied.includes(name));
  return [...findFlaws(migrations).filter(isPending), ...tooEarly];
}

/**
 * What a migration does that the app before it would not survive, tried on a database of its own with a row in each table:
 * empty where it only expands.
 */
export function findContractions(before: readonly Migration[], { sql }: Pick<Migration, "sql">): string[] {
  const database = new Database(":memory:");
  try {
    database.pragma("foreign_keys = OFF");
    for (const earlier of before) database.exec(earlier.sql);
    const old = readShape(database);
    const filled = [...old.keys()].filter((table) => write(database, table, old, 1) === null);
    const rows = new Map(filled.map((table) => [table, readRows(database, table, old)]));
    const forbidden = statementsOf(sql).filter((statement) => NOT_HERE.test(statement));
    if (forbidden.length > 0) return forbidden.map((statement) => `may not say ${statement.split(/[\s;]/)[0]}`);
    try {
      database.exec(sql);
    } catch (error) {
      return [`does not apply: ${error instanceof Error ? error.message : error}`];
    }
    const now = readShape(database);
    return [
      ...[...old].flatMap(([name, table]) => compare(name, table, now.get(name))),
      ...changesOfData(sql, old),
      ...filled.flatMap((table) => tryOldWriter(database, table, old, now, rows.get(table))),
    ];
  } finally {
    database.close();
  }
}

function compare(name: string, old: Table, now: Table | undefined): string[] {
  if (!now) return [`drops or renames the table ${name}`];
  const added = <T>(before: ReadonlySet<T>, after: ReadonlySet<T>) => [...after].filter((one) => !before.has(one));
  const onOld = (names: string) => names.split(/, | → | \(/).some((column) => old.columns.has(column));
  return [
    ...[...old.columns.values()].flatMap((column) => compareColumn(name, column, now.columns.get(column.name))),
    ...[...now.columns.values()]
      .filter((column) => !old.columns.has(column.name) && column.notnull && column.dflt_value === null)
      .map((column) => `adds ${name}.${column.name} as NOT NULL without a default`),
    ...added(old.uniques, now.uniques)
      .filter(onOld)
      .map((columns) => `makes ${name} (${columns}) unique, where there may be two already`),
    ...added(now.uniques, old.uniques).map((columns) => `no longer keeps ${name} (${columns}) unique`),
    ...added(old.references, now.references)
      .filter((reference) => old.columns.has(reference.split(" → ")[0] ?? ""))
      .map((reference) => `binds ${name}.${reference}`),
    ...added(old.checks, now.checks).map((check) => `adds ${check} to ${name}`),
    ...[...old.triggers]
      .filter(([trigger, sql]) => now.triggers.get(trigger) !== sql)
      .map(([trigger]) => `drops or changes the trigger ${trigger}`),
    ...[...now.triggers.keys()]
      .filter((trigger) => !old.triggers.has(trigger))
      .map((trigger) => `adds the trigger ${trigger} to ${name}, which the app before it writes to`),
  ];
}

function compareColumn(table: string, old: Column, now: Column | undefined): string[] {
  if (!now) return [`drops or renames ${table}.${old.name}`];
  return [
    ...(now.type.toUpperCase() !== old.type.toUpperCase()
      ? [`changes the type of ${table}.${old.name} from ${old.type} to ${now.type}`]
      : []),
    ...(now.notnull > old.notnull ? [`makes ${table}.${old.name} NOT NULL`] : []),
    ...(old.dflt_value !== null && now.dflt_value === null ? [`takes the default of ${table}.${old.name} away`] : []),
    ...(now.pk !== old.pk ? [`changes the primary key of ${table}`] : []),
  ];
}

/** Rows that the app before it knows are left as they are; new columns may be filled. */
function changesOfData(sql: string, old: Shape): string[] {
  return statementsOf(sql).flatMap((statement) => {
    const deleted = /^DELETE\s+FROM\s+["`[]?(\w+)/i.exec(statement)?.[1];
    if (deleted && old.has(deleted)) return [`deletes rows of ${deleted}`];
    const updated = /^UPDATE\s+(?:OR\s+\w+\s+)?["`[]?(\w+)["`\]]?\s+SET\s+([\s\S]*)/i.exec(statement);
    const columns = old.get(updated?.[1] ?? "")?.columns;
    if (!updated || !columns) return [];
    return [...columns.keys()]
      .filter((column) => new RegExp(`(^|[\\s,])["\`[]?${column}["\`\\]]?\\s*=`).test(beforeWhere(updated[2] ?? "")))
      .map((column) => `rewrites ${updated[1]}.${column}`);
  });
}

function beforeWhere(assignments: string): string {
  return assignments.split(/\bWHERE\b/i)[0] ?? "";
}

/** The row that was there is there, and a row as the app before it writes it is taken. */
function tryOldWriter(
  database: Database.Database,
  table: string,
  old: Shape,
  now: Shape,
  rows: readonly string[] = [],
): string[] {
  const columns = [...(old.get(table)?.columns.keys() ?? [])];
  if (!columns.every((column) => now.get(table)?.columns.has(column))) return [];
  const kept = readRows(database, table, old);
  if (!rows.every((row) => kept.includes(row))) return [`loses or changes rows of ${table}`];
  const failure = write(database, table, old, 2);
  return failure === null ? [] : [`refuses a row that the app before it would write to ${table}: ${failure}`];
}

/** A row in the given shape, with nothing where nothing is allowed. Answers with why it was refused, or null. */
function write(database: Database.Database, table: string, shape: Shape, nth: number): string | null {
  const columns = [...(shape.get(table)?.columns.values() ?? [])].filter(({ notnull, pk }) => notnull || pk);
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const values = columns.map((column) => aValue(column, nth));
  try {
    if (columns.length === 0) database.exec(`INSERT INTO "${table}" DEFAULT VALUES`);
    else
      database.prepare(`INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => "?").join(", ")})`).run(values);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function aValue({ type }: Column, nth: number): string | number {
  if (/INT|BOOL|REAL|NUM|DEC|FLOA|DOUB/i.test(type)) return nth;
  if (/DATE/i.test(type)) return `2026-03-0${nth}T05:00:00.000+00:00`;
  return /JSON/i.test(type) ? "{}" : `value ${nth}`;
}

/** As JSON, in the columns of the given shape. */
function readRows(database: Database.Database, table: string, shape: Shape): string[] {
  const names = [...(shape.get(table)?.columns.keys() ?? [])].map((name) => `"${name}"`).join(", ");
  const rows = database.prepare(`SELECT ${names} FROM "${table}"`).all();
  return rows.map((row) => JSON.stringify(row));
}

/** Statements without comments; what stands inside a trigger or between quotes doesn't end one. */
function statementsOf(sql: string): string[] {
  const tokens = sql.match(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\w+|\s+|[^\s\w]/g) ?? [];
  const statements: string[] = [];
  let current = "";
  let depth = 0;
  for (const token of tokens) {
    if (token.startsWith("--") || token.startsWith("/*")) continue;
    const word = token.toUpperCase();
    if (/^\s*CREATE\s+(TEMP\w*\s+)?TRIGGER\b/i.test(current)) {
      if (word === "BEGIN" || word === "CASE") depth += 1;
      if (word === "END") depth -= 1;
    }
    if (token === ";" && depth === 0) {
      statements.push(current.trim());
      current = "";
    } else current += token;
  }
  return [...statements, current.trim()].filter(Boolean);
}
