import { createHash } from "node:crypto";
import type { World } from "./world";

export type Figures = {
  complaints: number;
  events: number;
  states: Record<string, number>;
  actions: Record<string, number>;
  messages: number;
};

export function figuresOf({ watch }: World): Figures {
  const counts = (query: string) =>
    Object.fromEntries(watch.all<{ name: string; n: number }>(query).map(({ name, n }) => [name, n]));
  const one = (query: string) => watch.sql.prepare(query).pluck().get() as number;
  return {
    complaints: one('SELECT count(*) FROM "Complaint"'),
    events: one('SELECT count(*) FROM "Event"'),
    states: counts('SELECT "state" "name", count(*) "n" FROM "Complaint" GROUP BY 1 ORDER BY 2 DESC'),
    actions: counts('SELECT "action" "name", count(*) "n" FROM "Event" GROUP BY 1 ORDER BY 2 DESC'),
    messages: one('SELECT count(*) FROM "OutboxMessage"'),
  };
}

/**
 * What was done, in words that chance IDs don't touch: each complaint in the order of receipt, with what it came to and who
 * did what when. Sealed cases have IDs that the portal mints, so they stand without.
 */
export function digestOf({ watch }: World): string {
  const rows = watch.all<Record<string, unknown>>(`
    SELECT CASE WHEN c."channel" = 'pressure' THEN 'sealed' ELSE c."trackingId" END "name", c."receivedAt", c."state" "now", c."level", c."handovers",
      c."dueAt", e."sequence", e."at", e."action", e."role", e."actorId", e."fromState", e."toState", e."version"
    FROM "Complaint" c JOIN "Event" e ON e."complaintId" = c."id"
    ORDER BY c."receivedAt", "name", e."sequence"`);
  const hash = createHash("sha256");
  for (const row of rows) hash.update(`${Object.values(row).join("|")}\n`);
  return hash.digest("hex").slice(0, 16);
}
