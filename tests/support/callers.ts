import { db } from "@/lib/data/db";
import { lookUpComplaints } from "@/lib/use-cases/look-up-complaints";
import { MONDAY, staff } from "./domain";

export const minutes = (count: number) => new Date(MONDAY.getTime() + count * 60_000);
export const STATUS = { code: "status" };
export const lookUps = (userId: string) =>
  db.lookUp.findMany({ where: { userId }, orderBy: [{ at: "asc" }, { id: "asc" }] });

let phones = 0;
/** A number that no other test of the same file has. */
export function aPhone(): string {
  phones += 1;
  return `0301 55${String(phones).padStart(5, "0")}`;
}

export async function lookUp(sought: string, now = MONDAY, reason: { code: string; words?: string } = STATUS) {
  return lookUpComplaints({ actor: await staff("helpline"), sought, reason, now });
}

export async function idsOf(sought: string, now = MONDAY): Promise<string[]> {
  const looked = await lookUp(sought, now);
  if (!looked.ok) throw new Error(looked.error.code);
  return looked.value.found.map(({ trackingId }) => trackingId);
}
