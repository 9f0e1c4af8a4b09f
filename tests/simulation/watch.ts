import Database from "better-sqlite3";

/**
 * What the simulation knows of the database it reads for itself, by its own SQL on a connection of its own; and it lets
 * SQLite write down every change of a complaint's row (triggers), so that the checks at the end need no word of the
 * code that made the changes.
 */
const TRAILED = [
  "version",
  "state",
  "statesBefore",
  "serviceCode",
  "sensitive",
  "level",
  "baseLevel",
  "handovers",
  "jurisdictionId",
  "departmentId",
  "deskId",
  "officerId",
  "infoRequests",
  "disputes",
  "appealDecisions",
  "extended",
  "callbackSample",
  "reminders",
  "againstUnbound",
  "proposerId",
  "resolvedById",
  "parentId",
  "clockDays",
  "dueAt",
  "dutyDueAt",
  "windowEndsAt",
  "withdrawEndsAt",
  "pausedAt",
  "pausedMinutes",
  "officerReminded",
  "vote",
] as const;

/** One state of a complaint's row, and when (in the simulation's time) it became so. */
export type Trail = {
  seq: number;
  /** Milliseconds. */
  at: number;
  complaintId: string;
  version: number;
  state: string;
  statesBefore: string | null;
  serviceCode: string;
  sensitive: number;
  level: number;
  baseLevel: number;
  handovers: number;
  jurisdictionId: string;
  departmentId: string | null;
  deskId: string | null;
  officerId: string | null;
  infoRequests: number;
  disputes: number;
  appealDecisions: number;
  extended: number;
  callbackSample: number;
  reminders: number;
  againstUnbound: number;
  proposerId: string | null;
  resolvedById: string | null;
  parentId: string | null;
  clockDays: number | null;
  dueAt: string | null;
  dutyDueAt: string | null;
  windowEndsAt: string | null;
  withdrawEndsAt: string | null;
  pausedAt: string | null;
  pausedMinutes: number;
  officerReminded: string | null;
  vote: string | null;
};

/** As Prisma stores a moment, so that it can be compared in SQL. */
export function stored(at: number): string {
  return new Date(at).toISOString().replace("Z", "+00:00");
}

/** Milliseconds of a stored moment. */
export function moment(value: string): number;
export function moment(value: string | null): number | null;
export function moment(value: string | null): number | null {
  return value === null ? null : Date.parse(value);
}

export function watch(file: string) {
  const sql = new Database(file);
  // Only what is written down for the checks passes this connection; losing it in a power cut harms nobody.
  sql.pragma("synchronous = OFF");
  sql.pragma("busy_timeout = 5000");
  const columns = TRAILED.map((name) => `"${name}"`).join(", ");
  const fresh = TRAILED.map((name) => `NEW."${name}"`).join(", ");
  const changed = TRAILED.map((name) => `NEW."${name}" IS NOT OLD."${name}"`).join(" OR ");
  const note = `INSERT INTO "SimTrail" ("at", "complaintId", ${columns}) SELECT "at", NEW."id", ${fresh} FROM "SimNow";`;
  sql.exec(`
    CREATE TABLE "SimNow" ("at" INTEGER NOT NULL);
    INSERT INTO "SimNow" VALUES (0);
    CREATE TABLE "SimTrail" ("seq" INTEGER PRIMARY KEY AUTOINCREMENT, "at" INTEGER NOT NULL, "complaintId" TEXT NOT NULL, ${columns});
    CREATE TABLE "SimSweep" ("at" INTEGER NOT NULL, "from" INTEGER NOT NULL, "until" INTEGER NOT NULL);
    CREATE TRIGGER "SimEntered" AFTER INSERT ON "Complaint" BEGIN ${note} END;
    CREATE TRIGGER "SimChanged" AFTER UPDATE ON "Complaint" WHEN ${changed} BEGIN ${note} END;
  `);
  const setNow = sql.prepare('UPDATE "SimNow" SET "at" = ?');
  const head = sql.prepare('SELECT coalesce(max("seq"), 0) FROM "SimTrail"').pluck();
  const listNews = sql.prepare('SELECT * FROM "SimTrail" WHERE "seq" > ? ORDER BY "seq"');
  const addSweep = sql.prepare('INSERT INTO "SimSweep" VALUES (?, ?, ?)');
  let now = 0;
  const statements = new Map<string, Database.Statement>();

  return {
    sql,
    /** Rows of a query that is asked often. Its values are numbered (?1), named (:me, in an object) or in order (?). */
    all<T>(query: string, ...values: unknown[]): T[] {
      const statement = statements.get(query) ?? sql.prepare(query);
      statements.set(query, statement);
      const numbered = query.includes("?1") ? [Object.fromEntries(values.map((value, i) => [i + 1, value]))] : values;
      return statement.all(...numbered) as T[];
    },
    tell(at: number): void {
      if (at === now) return;
      setNow.run(at);
      now = at;
    },
    trailHead: () => head.get() as number,
    trailAfter: (seq: number) => listNews.all(seq) as Trail[],
    /** The worker has done at `at` all that it owed; what it wrote lies in the trail after `from`, up to the present head. */
    noteSweep(at: number, from: number): void {
      addSweep.run(at, from, head.get());
    },
    close: () => sql.close(),
  };
}
export type Watch = ReturnType<typeof watch>;
