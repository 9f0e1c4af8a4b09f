import type { Action } from "@/lib/domain/complaint/workflow";
import type { ActInput } from "@/lib/use-cases/resolve-references";
import { DAY, HOUR } from "./calendar";
import type { Citizen } from "./citizens";
import type { Trail } from "./watch";
import { act, isDone, type World, whenUp } from "./world";

const OFFICE = ["NEW", "ASSIGNED", "IN_PROGRESS", "TRANSFER_REQUESTED", "REJECTED_PROPOSED", "DISPUTED"];

/**
 * What citizens do about what they hear. Some confirm, some dispute, most of those who could answer don't; some think
 * again, some are late, some press an old page's button.
 */
export function reactions(world: World) {
  const { watch, citizens } = world;
  const trackingIdOf = watch.sql.prepare('SELECT "trackingId" FROM "Complaint" WHERE "id" = ?').pluck();
  const versionOf = watch.sql.prepare('SELECT "version" FROM "Complaint" WHERE "trackingId" = ?').pluck();
  const childrenOf = watch.sql
    .prepare('SELECT "trackingId" FROM "Complaint" WHERE "parentId" = ? AND "state" = \'MERGED\' ORDER BY "trackingId"')
    .pluck();
  const last = new Map<string, Trail>();
  let read = 0;

  /** Plans what follows from everything that has changed since the last time. */
  function hear(at: number): void {
    const fresh = watch.trailAfter(read);
    read = fresh.at(-1)?.seq ?? read;
    const newest = new Map(fresh.map((row) => [row.complaintId, row]));
    for (const [complaintId, row] of newest) {
      const before = last.get(complaintId) ?? null;
      last.set(complaintId, row);
      const citizen = citizens.get(trackingIdOf.get(complaintId) as string);
      if (citizen) react(citizen, row, before, at);
      if (row.state === "RESOLVED" && before?.state !== "RESOLVED") hearOfParent(complaintId, at);
    }
  }

  function hearOfParent(parentId: string, at: number): void {
    for (const trackingId of childrenOf.all(parentId) as string[]) {
      const citizen = citizens.get(trackingId);
      if (citizen) answer(citizen, at, 0);
    }
  }

  function plan(citizen: Citizen, at: number, action: Action, input: ActInput = {}): void {
    const seen = versionOf.get(citizen.trackingId) as number;
    const isOldPage = citizen.random.chance(0.05);
    const due = whenUp(world, at);
    world.agenda.plan(due, async () => {
      const version = () => versionOf.get(citizen.trackingId) as number;
      const first = await act(world, citizen, citizen.trackingId, action, input, {
        version: isOldPage ? seen : version(),
      });
      if (!isDone(first) && first.code === "stale")
        await act(world, citizen, citizen.trackingId, action, input, { version: version() });
    });
  }

  function answer(citizen: Citizen, at: number, disputes: number): void {
    const { random } = citizen;
    const does = random.weighted({ confirms: disputes > 0 ? 50 : 42, disputes: disputes > 0 ? 22 : 20, nothing: 36 });
    if (does === "confirms")
      plan(citizen, at + random.between(0.2, 12) * DAY, "CONFIRM", { rating: 1 + random.int(5) });
    if (does === "disputes") plan(citizen, at + random.between(0.2, 14) * DAY, "DISPUTE", { text: "It is as it was" });
  }

  function react(citizen: Citizen, row: Trail, before: Trail | null, at: number): void {
    const { random } = citizen;
    const later = (from: number, to: number) => at + random.between(from, to) * DAY;
    if (before === null) lodged(citizen, at);
    if (before && row.level > before.level && OFFICE.includes(row.state) && random.chance(0.2))
      plan(citizen, later(0.1, 2), "ESCALATE");
    if (before?.state === row.state) return;
    switch (row.state) {
      case "NEEDS_INFO":
        if (random.chance(0.6)) plan(citizen, later(0.2, 10), "PROVIDE_INFO", { text: "House 4, behind the mosque" });
        return;
      case "REJECTED_PROPOSED":
        if (before?.state === "NEEDS_INFO" && random.chance(0.3))
          plan(citizen, later(0.1, 2), "PROVIDE_INFO", { text: "I was away" });
        return;
      case "RESOLVED":
        answer(citizen, at, row.disputes + row.appealDecisions);
        return;
      case "CLOSED_NO_REPLY":
        if (random.chance(0.06)) plan(citizen, later(0.5, 16), "DISPUTE", { text: "I could not answer in time" });
        else if (random.chance(0.04)) plan(citizen, later(0.5, 29), "APPEAL", { text: "Nothing was done" });
        return;
      case "CLOSED_CONFIRMED":
        if (random.chance(0.01)) plan(citizen, later(0.5, 29), "APPEAL", { text: "It came back" });
        return;
      case "CLOSED_REJECTED":
        if (random.chance(0.3)) plan(citizen, later(0.5, 32), "APPEAL", { text: "It is the office's own work" });
        return;
      case "MERGED":
        if (random.chance(0.06)) plan(citizen, later(0.5, 4), "SPLIT", { reason: "Mine is another one" });
        return;
      case "WITHDRAW_PENDING":
        if (random.chance(0.3)) plan(citizen, at + random.between(3, 71) * HOUR, "KEEP");
    }
  }

  function lodged(citizen: Citizen, at: number): void {
    const { random } = citizen;
    if (random.chance(0.05))
      plan(citizen, at + random.between(0.5, 15) * DAY, "WITHDRAW", { pressured: citizen.pressured });
    if (random.chance(0.06))
      plan(citizen, at + random.between(0.2, 8) * DAY, "REPLY", { text: "When will it be done?" });
    if (random.chance(0.02))
      plan(citizen, at + random.between(0.2, 8) * DAY, "CHANGE_CONTACT", {
        contact: { name: "Ayesha", phone: "03001112223" },
      });
  }

  return { hear };
}
