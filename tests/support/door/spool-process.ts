/** A door's process that does nothing but append: four at a time, and tells of each what became of it. */
import { randomUUID } from "node:crypto";
import { openSpool } from "@/lib/door/spool";
import { record } from "./records";

const [directory = "", count = "0", bytes = "0"] = process.argv.slice(2);
const spool = openSpool(directory, { minFreeBytes: 0 });

async function appendOne(): Promise<void> {
  const text = randomUUID().slice(0, 20);
  try {
    await spool.append(record(text.padEnd(Number(bytes), " ")));
    process.send?.({ acknowledged: text });
  } catch (error) {
    process.send?.({ refused: text, code: (error as { code?: string }).code ?? "" });
  }
}

for (let i = 0; i < Number(count); i += 4) await Promise.all([appendOne(), appendOne(), appendOne(), appendOne()]);
process.disconnect();
