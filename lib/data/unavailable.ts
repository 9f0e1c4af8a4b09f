/** `READ_ONLY`: it can be read and not changed just now. `DATABASE_AWAY`: it can't be read either. */
export type Unavailability = "READ_ONLY" | "DATABASE_AWAY";

const MESSAGES: Record<Unavailability, string> = {
  READ_ONLY: "The database takes no writes just now",
  DATABASE_AWAY: "The database is not there just now",
};

/** What lib/data throws instead of a write or a read that can't be made; known again by `unavailabilityOf`. */
export function unavailable(code: Unavailability, cause?: unknown): Error {
  return Object.assign(new Error(MESSAGES[code], { cause }), { code });
}

/** Whether an error says that the database is read-only or away; null for every other one. */
export function unavailabilityOf(error: unknown): Unavailability | null {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "READ_ONLY" || code === "DATABASE_AWAY" ? code : null;
}

/** Whether it was refused because nothing can be written just now. */
export function isUnwritable(error: unknown): boolean {
  return unavailabilityOf(error) !== null;
}

/** SQLite's own code, wherever Prisma has wrapped it (`meta.driverAdapterError.cause.originalCode`); null where it is none of SQLite's. */
export function sqliteCodeOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  const { code, originalCode, cause, meta } = error as Record<string, unknown>;
  for (const found of [originalCode, code]) if (typeof found === "string" && found.startsWith("SQLITE_")) return found;
  return sqliteCodeOf(cause) ?? sqliteCodeOf((meta as Record<string, unknown> | undefined)?.driverAdapterError);
}

/** The disk is full, the file system or the file takes no writes. What is there can still be read. */
export function refusesWrites(sqliteCode: string | null): boolean {
  return /^SQLITE_(READONLY|FULL|PERM|IOERR)/.test(sqliteCode ?? "");
}

/** The file is damaged, no database at all, or can't be opened: the open handle isn't to be trusted any more. */
export function isBroken(sqliteCode: string | null): boolean {
  return /^SQLITE_(CORRUPT|NOTADB|CANTOPEN|IOERR|PROTOCOL)/.test(sqliteCode ?? "");
}
