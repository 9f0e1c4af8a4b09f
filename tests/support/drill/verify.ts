import { join } from "node:path";
import Database from "better-sqlite3";
import sharp from "sharp";
import { folderStore } from "@/lib/channels/file-store";
import type { Sent } from "./lodger";

export type Found = { lost: number; twice: number; changed: number; filesLost: number; filesBroken: number };

type Row = { id: string; contentHash: string; submitted: number };
type File = { sha256: string; arrivedAt: unknown; storedName: string | null; storedSha256: string | null };

/**
 * Looks into the main database and the file store, past all of the portal's own code, for what was acknowledged:
 * each lodging once, with its content and its files, and each stored picture can be decoded.
 */
export async function findInDatabase(folder: string, sent: readonly Sent[]): Promise<Found> {
  const db = new Database(join(folder, "db", "portal.sqlite"), { readonly: true });
  const found: Found = { lost: 0, twice: 0, changed: 0, filesLost: 0, filesBroken: 0 };
  const complaint = db.prepare<[string], Row>(
    `SELECT id, contentHash, (SELECT count(*) FROM Event e WHERE e.complaintId = c.id AND e.action = 'SUBMIT') AS submitted
     FROM Complaint c WHERE trackingId = ?`,
  );
  const file = db.prepare<[string, string], File>(
    "SELECT sha256, arrivedAt, storedName, storedSha256 FROM Attachment WHERE complaintId = ? AND sha256 = ?",
  );
  const store = folderStore(join(folder, "files"));
  async function decodes(name: string): Promise<boolean> {
    try {
      await sharp(await store.get(name)).stats();
      return true;
    } catch {
      return false;
    }
  }

  try {
    for (const { trackingId, contentHash, files } of sent) {
      const rows = complaint.all(trackingId);
      const row = rows[0];
      if (!row) found.lost += 1;
      else if (rows.length > 1 || row.submitted !== 1) found.twice += 1;
      else if (row.contentHash !== contentHash) found.changed += 1;
      for (const sha256 of row ? files : []) {
        const kept = file.get(row?.id ?? "", sha256);
        if (!kept?.arrivedAt || !kept.storedName) found.filesLost += 1;
        else if (!(await decodes(kept.storedName))) found.filesBroken += 1;
      }
    }
    const { entered } = db.prepare("SELECT count(*) AS entered FROM Complaint").get() as { entered: number };
    const { ids } = db.prepare("SELECT count(DISTINCT trackingId) AS ids FROM Complaint").get() as { ids: number };
    found.twice += entered - ids;
  } finally {
    db.close();
  }
  return found;
}
