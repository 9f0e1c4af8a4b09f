import { createHash, createHmac, randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import type { Claim } from "@/lib/http/claim-list";
import { logSurprise } from "@/lib/http/log-surprise";
import { type Minted, mint, mintedFrom } from "@/lib/http/mint";

/** How long the same browser, known by its claim cookie, sees its first ID again (design §3). */
const SAME_BROWSER_MS = 10 * 60_000;
/**
 * Before the first answer there is no cookie to know a browser by. Whoever writes the same from the same address later than
 * this may well be somebody else.
 */
const SAME_ADDRESS_MS = 60_000;

export type Presses = ReturnType<typeof openPresses>;
export type Press = {
  /** Whatever tells a browser without a cookie: address and name. */
  browser: readonly string[];
  /** A digest of what it sends. */
  content: string;
  /** What it may open already. */
  claims: readonly Claim[];
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS press (
    key BLOB PRIMARY KEY,
    tracking_id TEXT NOT NULL,
    salt BLOB NOT NULL,
    until INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS press_until ON press (until);
`;

/**
 * Which ID a form without script was given, so that a second press sees the first one, whichever door worker it meets.
 * The file holds no key and no content: a claim key is made of a salt that lies there and of what was sent, which doesn't.
 */
export function openPresses(file: string) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new Database(file);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = OFF"); // after a power cut nobody's answer is on its way any more
  db.pragma("busy_timeout = 250");
  db.exec(SCHEMA);
  const clear = db.prepare("DELETE FROM press WHERE until < ?");
  const select = db.prepare<[Buffer, number], { tracking_id: string; salt: Buffer }>(
    "SELECT tracking_id, salt FROM press WHERE key = ? AND until >= ?",
  );
  const insert = db.prepare("INSERT OR REPLACE INTO press (key, tracking_id, salt, until) VALUES (?, ?, ?, ?)");

  const mintOnce = db.transaction(({ browser, content, claims }: Press, now: number): Minted => {
    clear.run(now);
    for (const { trackingId, claimKey } of claims) {
      if (select.get(keyOf("claim", content, claimKey), now)?.tracking_id === trackingId) {
        return mintedFrom(trackingId, claimKey);
      }
    }
    const press = keyOf("press", ...browser, content);
    const before = select.get(press, now);
    const salt = before?.salt ?? randomBytes(32);
    const minted = mint(
      createHmac("sha256", salt)
        .update(JSON.stringify([browser, content]))
        .digest(),
    );
    if (before) return mintedFrom(before.tracking_id, minted.claimKey);
    insert.run(press, minted.trackingId, salt, now + SAME_ADDRESS_MS);
    insert.run(keyOf("claim", content, minted.claimKey), minted.trackingId, Buffer.alloc(0), now + SAME_BROWSER_MS);
    return minted;
  });

  return {
    /** ID and key for one sending: those of its first press, or new ones. A file that can't be written stops nobody. */
    mint(press: Press, now: Date): Minted {
      try {
        return mintOnce.immediate(press, now.getTime());
      } catch (error) {
        logSurprise("the memory of presses", error);
        return mint();
      }
    },
    close: () => db.close(),
  };
}

function keyOf(...parts: readonly string[]): Buffer {
  return createHash("sha256").update(JSON.stringify(parts)).digest();
}
