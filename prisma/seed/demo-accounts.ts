import { db, transact } from "@/lib/data/db";
import { hashPassword } from "@/lib/data/passwords";
import { type Rule, readSeed, ruleRow } from "./reference-data";

type Account = {
  email: string;
  role: string;
  nameEn: string;
  nameUr: string;
  level: number | null;
  deskId: string | null;
  departmentId: string | null;
  jurisdictionId: string | null;
};

/** Known to everybody: a portal that is no demo refuses to start with any of these accounts (design §4, Demo). */
const DEMO_PASSWORD = "demo-portal-2026";

/** Enters the demo's accounts and its own routing, once. */
export async function seedDemo(): Promise<void> {
  if ((await db.user.count({ where: { demo: true } })) > 0) return;
  const { accounts, routing } = readSeed<{ accounts: Account[]; routing: Rule[] }>("demo");
  // One hash for all: they share the password, and each hash takes its time by design.
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const createdAt = new Date();
  await transact(async (tx) => {
    await tx.user.createMany({
      data: accounts.map((account) => ({ ...account, passwordHash, createdAt, demo: true })),
    });
    for (const rule of routing.map(ruleRow))
      await tx.routingRule.upsert({ where: { id: rule.id }, create: rule, update: rule });
  });
  console.log(`  ${accounts.length} demo accounts`);
}
