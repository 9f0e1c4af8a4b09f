import { isClosed, STATES, type State } from "@/lib/domain/complaint/states";
import type { Db, Tx } from "./db";
import type { Prisma } from "./generated/client";

/** Also those that were merged: they come back when their parent falls. */
const NOT_OVER: State[] = STATES.filter((state) => !isClosed(state));

/** How many complaints that aren't over hang on something. */
export function countOpen(tx: Tx | Db, where: Prisma.ComplaintWhereInput): Promise<number> {
  return tx.complaint.count({ where: { AND: [where, { state: { in: NOT_OVER } }] } });
}

/** The latest complaints of a service, as routing looked at them: where they were lodged, and whether they name somebody. */
export async function listLodged(
  tx: Tx | Db,
  serviceCode: string,
  districtIds: readonly string[],
  take: number,
): Promise<{ districtId: string; country: string | null; namesSomebody: boolean }[]> {
  const rows = await tx.complaint.findMany({
    where: { serviceCode, sealed: false, districtId: { in: [...districtIds] } },
    orderBy: { receivedAt: "desc" },
    take,
    select: { districtId: true, country: true, content: { select: { against: true } } },
  });
  return rows.map(({ content, ...row }) => ({ ...row, namesSomebody: Boolean(content?.against) }));
}
