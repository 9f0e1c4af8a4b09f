import { findParentFacts } from "@/lib/data/case-facts";
import type { Tx } from "@/lib/data/db";
import type { ActionInput, InputField } from "@/lib/domain/complaint/action-input";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { err, ok, type Result } from "@/lib/domain/result";

/** What an action brings, as people send it: desk, officer and service by id, a parent by its tracking ID. */
export type ActInput = Omit<ActionInput, "desk" | "officer" | "service" | "parent"> & {
  desk?: string;
  officer?: string;
  service?: string;
  parent?: string;
};

/** The same with rows in place of ids; the field whose id names nothing (or nobody active), where one does. */
export async function resolveReferences(tx: Tx, input: ActInput): Promise<Result<ActionInput, InputField>> {
  const { desk, officer, service, parent, ...rest } = input;
  const resolved: ActionInput = rest;
  if (desk) {
    const row = await tx.desk.findUnique({
      where: { id: desk, kind: { in: ["handling", "independent"] } },
      select: { id: true, departmentId: true, jurisdictionId: true },
    });
    if (!row) return err("desk");
    resolved.desk = row;
  }
  if (officer) {
    const row = await tx.user.findUnique({ where: { id: officer, active: true }, select: { id: true, deskId: true } });
    if (!row) return err("officer");
    resolved.officer = row;
  }
  if (service) {
    const row = await tx.service.findUnique({
      where: { code: service, active: true },
      select: { code: true, clockDays: true, urgent: true, sensitive: true },
    });
    if (!row) return err("service");
    resolved.service = row;
  }
  if (parent) {
    const id = parseTrackingId(parent);
    const row = id.ok ? await findParentFacts(tx, id.value) : null;
    if (!row) return err("parent");
    resolved.parent = row;
  }
  return ok(resolved);
}
