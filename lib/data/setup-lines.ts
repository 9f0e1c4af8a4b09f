import { UNLISTED_ENDING } from "@/lib/domain/complaint/codes";
import type { Db, Tx } from "./db";

/** A number to call now, as each service that shows it carries it. `jurisdictionId` null: the same in the whole country. */
export type Line = {
  code: string;
  labelEn: string;
  labelUr: string;
  phone: string;
  jurisdictionId: string | null;
  /** The seed's mark: the operator has not confirmed the number yet. */
  unverified?: boolean;
};
export type EmergencyLine = Line & { services: string[] };

/** Every emergency number with the services that show it, by its code. */
export async function listEmergencyLines(tx: Tx | Db): Promise<EmergencyLine[]> {
  const services = await tx.service.findMany({
    where: { code: { not: { endsWith: UNLISTED_ENDING } } },
    select: { code: true, emergency: true },
    orderBy: { code: "asc" },
  });
  const lines = new Map<string, EmergencyLine>();
  for (const { code: service, emergency } of services) {
    for (const line of emergency as Line[]) {
      const known = lines.get(line.code);
      if (known) known.services.push(service);
      else lines.set(line.code, { ...line, services: [service] });
    }
  }
  return [...lines.values()].toSorted((one, other) => one.code.localeCompare(other.code));
}

/** Writes a number anew into each service that shows it from now on, and takes it out of the others. `line` null: out of all. */
export async function writeEmergencyLine(
  tx: Tx,
  code: string,
  line: Line | null,
  services: readonly string[],
): Promise<void> {
  const rows = await tx.service.findMany({ select: { code: true, emergency: true } });
  for (const row of rows) {
    const lines = row.emergency as Line[];
    const at = lines.findIndex((other) => other.code === code);
    const wanted = line !== null && services.includes(row.code);
    if (at < 0 && !wanted) continue;
    const emergency = wanted
      ? at < 0
        ? [...lines, line]
        : lines.with(at, line)
      : lines.filter((other) => other.code !== code);
    await tx.service.update({ where: { code: row.code }, data: { emergency }, select: { code: true } });
  }
}
