/** Run by database.spec.ts as a second process: `COUNT` read-then-write transactions on the counter of `FILE`. */
import { openDatabase } from "@/lib/data/db";

const [file = "", count = "0"] = process.argv.slice(2);
const { transact, close } = openDatabase(file);
let failures = 0;
for (let i = 0; i < Number(count); i += 1) {
  await transact(async (tx) => {
    const row = await tx.setting.findUniqueOrThrow({ where: { key: "counter" } });
    await tx.setting.update({ where: { key: "counter" }, data: { value: String(Number(row.value) + 1) } });
  }).catch(() => {
    failures += 1;
  });
}
await close();
console.log(JSON.stringify({ failures }));
