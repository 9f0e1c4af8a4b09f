/**
 * Run by closed-database.spec.ts as a process that file permissions bind, whoever runs the tests: opens `FILE`, and at each
 * message tells what came of a read and of a write.
 */
import { openDatabase } from "@/lib/data/db";
import { unavailabilityOf } from "@/lib/data/unavailable";

export type Told = { rows: unknown; written: string; canWrite: boolean };

const [file = ""] = process.argv.slice(2);
const { db, transact, canWrite } = openDatabase(file, () => ({ mode: "normal" }));
let keys = 0;

async function look(): Promise<Told> {
  const rows: unknown = await db.setting.count().catch((error: unknown) => String(error));
  keys += 1;
  const written = await transact((tx) => tx.setting.create({ data: { key: `later-${keys}`, value: "" } })).then(
    () => "done",
    (error: unknown) => unavailabilityOf(error) ?? String(error),
  );
  return { rows, written, canWrite: await canWrite() };
}

process.on("message", async () => process.send?.(await look()));
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
