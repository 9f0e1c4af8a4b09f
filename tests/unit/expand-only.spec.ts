import { describe, expect, test } from "vitest";
import { findContractions, findFlaws, refuseBeside } from "@/prisma/engine/expand-only";
import { listMigrations, type Migration } from "@/prisma/engine/migrations";

const FIRST = migration(
  "20260101000000_first",
  `CREATE TABLE "Office" ("id" TEXT NOT NULL PRIMARY KEY, "name" TEXT NOT NULL);
   CREATE TABLE "Case" (
     "id" TEXT NOT NULL PRIMARY KEY,
     "code" TEXT NOT NULL,
     "officeId" TEXT,
     "level" INTEGER NOT NULL DEFAULT 0,
     "note" TEXT,
     CONSTRAINT "Case_officeId_fkey" FOREIGN KEY ("officeId") REFERENCES "Office" ("id")
   );
   CREATE UNIQUE INDEX "Case_code_key" ON "Case"("code");
   CREATE INDEX "Case_level_idx" ON "Case"("level");
   CREATE TRIGGER "Case_no_delete" BEFORE DELETE ON "Case" BEGIN SELECT RAISE(ABORT, 'append-only; always'); END;`,
);

function migration(name: string, sql: string, contract: Migration["contract"] = null): Migration {
  return { name, sql, contract };
}

const against = (sql: string) => findContractions([FIRST], { sql });

/** As Prisma writes it where SQLite can't alter a table. */
function recreated({
  columns = "",
  checks = "",
  copied = `"id", "code", "officeId", "level", "note"`,
  after = "",
} = {}) {
  return `PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Case" (
  "id" TEXT NOT NULL PRIMARY KEY,
  ${columns || `"code" TEXT NOT NULL, "officeId" TEXT, "level" INTEGER NOT NULL DEFAULT 0, "note" TEXT,`}
  ${checks}
  CONSTRAINT "Case_officeId_fkey" FOREIGN KEY ("officeId") REFERENCES "Office" ("id")
);
INSERT INTO "new_Case" (${copied}) SELECT ${copied} FROM "Case";
DROP TABLE "Case";
ALTER TABLE "new_Case" RENAME TO "Case";
CREATE UNIQUE INDEX "Case_code_key" ON "Case"("code");
${after}
PRAGMA foreign_keys=ON;`;
}
const TRIGGER = `CREATE TRIGGER "Case_no_delete" BEFORE DELETE ON "Case" BEGIN SELECT RAISE(ABORT, 'append-only; always'); END;`;

describe("what only expands", () => {
  test.each([
    ["a new table", `CREATE TABLE "Tag" ("id" TEXT NOT NULL PRIMARY KEY, "word" TEXT NOT NULL UNIQUE)`],
    ["a column that may be empty", `ALTER TABLE "Case" ADD COLUMN "place" TEXT`],
    ["a column with a default", `ALTER TABLE "Case" ADD COLUMN "urgent" BOOLEAN NOT NULL DEFAULT false`],
    ["a new column that refers", `ALTER TABLE "Case" ADD COLUMN "deskId" TEXT REFERENCES "Office"("id")`],
    ["an index", `CREATE INDEX "Case_note_idx" ON "Case"("note")`],
    ["one index less", `DROP INDEX "Case_level_idx"`],
    [
      "unique over a new column",
      `ALTER TABLE "Case" ADD COLUMN "slug" TEXT; CREATE UNIQUE INDEX "s" ON "Case"("slug")`,
    ],
    [
      "a new column filled",
      `ALTER TABLE "Case" ADD COLUMN "long" TEXT; UPDATE "Case" SET "long" = "note" WHERE "note" = 'x'`,
    ],
    ["rows of reference", `INSERT INTO "Office" ("id", "name") VALUES ('o1', 'DROP TABLE "Case"; -- only words')`],
    [
      "words of destruction in comments",
      `-- DROP TABLE "Case";\n/* DELETE FROM "Case"; */ CREATE TABLE "T" ("id" TEXT)`,
    ],
    [
      "a trigger on a new table",
      `CREATE TABLE "T" ("id" TEXT); CREATE TRIGGER "t" BEFORE DELETE ON "T" BEGIN SELECT 1; END`,
    ],
    ["a table re-created whole", recreated({ after: TRIGGER })],
  ])("%s", (_, sql) => {
    expect(against(sql)).toEqual([]);
  });

  test("all that we have", () => {
    expect(findFlaws(listMigrations())).toEqual([]);
  });
});

describe("what the app before it would not survive", () => {
  const SHORT = `"code" TEXT NOT NULL, "officeId" TEXT, "level" INTEGER NOT NULL DEFAULT 0,`;
  test.each([
    ["a table dropped", `DROP TRIGGER "Case_no_delete"; DROP TABLE "Case"`, "drops or renames the table Case"],
    ["a table renamed", `ALTER TABLE "Office" RENAME TO "Bureau"`, "drops or renames the table Office"],
    ["a column dropped", `ALTER TABLE "Case" DROP COLUMN "note"`, "drops or renames Case.note"],
    ["a column renamed", `ALTER TABLE "Case" RENAME COLUMN "note" TO "remark"`, "drops or renames Case.note"],
    ["in lower case and brackets", "alter table [Case] drop column [note]", "drops or renames Case.note"],
    [
      "NOT NULL without default",
      `ALTER TABLE "Case" ADD COLUMN "x" TEXT NOT NULL`,
      "does not apply: Cannot add a NOT NULL column with default value NULL",
    ],
    [
      "a new UNIQUE",
      `CREATE UNIQUE INDEX "u" ON "Case"("note")`,
      "makes Case (note) unique, where there may be two already",
    ],
    [
      "UNIQUE over two",
      `CREATE UNIQUE INDEX "u" ON "Case"("level", "note")`,
      "makes Case (level, note) unique, where there may be two already",
    ],
    ["a UNIQUE gone", `DROP INDEX "Case_code_key"`, "no longer keeps Case (code) unique"],
    ["a trigger gone", `DROP TRIGGER "Case_no_delete"`, "drops or changes the trigger Case_no_delete"],
    [
      "a trigger more",
      `CREATE TRIGGER "t" BEFORE UPDATE ON "Case" BEGIN SELECT RAISE(ABORT, 'no'); END`,
      "adds the trigger t to Case, which the app before it writes to",
    ],
    ["rows deleted", `DELETE FROM "Office" WHERE "id" = 'x'`, "deletes rows of Office"],
    ["rows rewritten", `UPDATE "Case" SET "level" = 2, "note" = NULL WHERE "code" = 'y'`, "rewrites Case.level"],
    ["a transaction of its own", `BEGIN; CREATE TABLE "T" ("id" TEXT); COMMIT`, "may not say BEGIN"],
    [
      "re-created with a column less",
      recreated({ columns: SHORT, copied: `"id", "code", "officeId", "level"`, after: TRIGGER }),
      "drops or renames Case.note",
    ],
    ["re-created without its trigger", recreated(), "drops or changes the trigger Case_no_delete"],
    [
      "re-created with a type changed",
      recreated({ columns: `${SHORT} "note" INTEGER,`, after: TRIGGER }),
      "changes the type of Case.note from TEXT to INTEGER",
    ],
    [
      "re-created with NOT NULL",
      recreated({
        columns: `${SHORT} "note" TEXT NOT NULL DEFAULT '',`,
        after: TRIGGER,
        copied: `"id", "code", "level"`,
      }),
      "makes Case.note NOT NULL",
    ],
    [
      "re-created without its rows",
      recreated({ after: TRIGGER }).replace(/INSERT INTO[^;]*;/, ""),
      "loses or changes rows of Case",
    ],
    [
      "re-created with a CHECK",
      recreated({ checks: `CHECK ("level" < 99),`, after: TRIGGER }),
      `adds CHECK ("level" < 99) to Case`,
    ],
    [
      "re-created with a default less",
      recreated({
        columns: `"code" TEXT NOT NULL, "officeId" TEXT, "level" INTEGER NOT NULL, "note" TEXT,`,
        after: TRIGGER,
      }),
      "takes the default of Case.level away",
    ],
    ["nonsense", "CREATE TABEL x", `does not apply: near "TABEL": syntax error`],
  ])("%s", (_, sql, flaw) => {
    expect(against(sql)).toContain(flaw);
  });
});

describe("a contract", () => {
  const EXPAND = migration("20260201000000_expand", `ALTER TABLE "Case" ADD COLUMN "remark" TEXT`);
  const drop = (after: string) =>
    migration("20260301000000_contract", `ALTER TABLE "Case" DROP COLUMN "note"`, {
      after,
      why: "remark has its place",
    });

  test("may follow the migration that it names", () => {
    expect(findFlaws([FIRST, EXPAND, drop(EXPAND.name)])).toEqual([]);
    expect(findFlaws([FIRST, drop(EXPAND.name), EXPAND])).toEqual([
      `20260301000000_contract: its contract.json names ${EXPAND.name}, which is no migration before it`,
    ]);
  });

  test("isn't said where nothing is taken away", () => {
    const needless = { ...EXPAND, contract: { after: FIRST.name, why: "it might be good" } };
    expect(findFlaws([FIRST, needless])).toEqual([`${EXPAND.name} has a contract.json and takes nothing away`]);
  });

  test("waits until the running version is one that no longer uses it", () => {
    const migrations = [FIRST, EXPAND, drop(EXPAND.name)];
    expect(refuseBeside([FIRST.name], migrations)).toEqual([
      `20260301000000_contract takes away what the running version may still use: upgrade to the version with ${EXPAND.name} first`,
    ]);
    expect(refuseBeside([FIRST.name, EXPAND.name], migrations)).toEqual([]);
  });

  test("what is applied already is no longer asked about", () => {
    const bad = migration("20260301000000_bad", `ALTER TABLE "Case" DROP COLUMN "note"`);
    expect(refuseBeside([FIRST.name], [FIRST, bad])).toEqual([`${bad.name} drops or renames Case.note`]);
    expect(refuseBeside([FIRST.name, bad.name], [FIRST, bad])).toEqual([]);
  });
});
