import { createHash } from "node:crypto";
import { db } from "./db";
import { IDLE_MS } from "./sessions";

/** A name for a session that can stand on a page: its id would open it. */
export function handleOf(sessionId: string): string {
  return createHash("sha256").update(`handle ${sessionId}`).digest("hex").slice(0, 24);
}

/** The sessions that still count at `now`, the last used first: of one person, or of everybody whom `text` finds. */
export async function listLiveSessions({ userId, text, now }: { userId?: string; text?: string; now: Date }) {
  const rows = await db.session.findMany({
    where: {
      ...(userId && { userId }),
      expiresAt: { gt: now },
      lastSeenAt: { gt: new Date(now.getTime() - IDLE_MS) },
      user: {
        active: true,
        role: { not: "citizen" },
        ...(text && {
          OR: [{ email: { contains: text } }, { nameEn: { contains: text } }, { nameUr: { contains: text } }],
        }),
      },
    },
    orderBy: { lastSeenAt: "desc" },
    take: 200,
    select: {
      id: true,
      createdAt: true,
      lastSeenAt: true,
      user: { select: { id: true, email: true, nameEn: true, nameUr: true, role: true } },
    },
  });
  return rows.map(({ id, ...row }) => ({ ...row, id, handle: handleOf(id) }));
}
