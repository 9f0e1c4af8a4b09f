import { createHash } from "node:crypto";
import { detectFileType } from "@/lib/channels/detect-file-type";
import { err, ok, type Result } from "@/lib/domain/result";
import { DOCUMENT_TYPES, LIMITS, type ListedAttachment, PICTURE_TYPES } from "@/lib/schemas/lodgement";

export type InspectedFile = { listed: ListedAttachment; bytes: Buffer };

/**
 * What a lodgement lists of files that came with a form: type by their own bytes, hash, size. The same file twice counts
 * once. Nothing is stored. `too-many-files`, `too-large` (5 MB each, 25 MB in all), `type-not-taken`.
 */
export async function inspectFiles(
  files: readonly Buffer[],
): Promise<Result<InspectedFile[], "too-many-files" | "too-large" | "type-not-taken">> {
  const inspected = new Map<string, InspectedFile>();
  for (const bytes of files) {
    if (bytes.byteLength > LIMITS.fileBytes) return err("too-large");
    const type = await detectFileType(bytes);
    const role = roleOf(type);
    if (type === null || role === null) return err("type-not-taken");
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    inspected.set(sha256, { bytes, listed: { sha256, type, bytes: bytes.byteLength, role } });
  }
  if (inspected.size > LIMITS.files) return err("too-many-files");
  const total = files.reduce((sum, bytes) => sum + bytes.byteLength, 0);
  return total > LIMITS.complaintBytes ? err("too-large") : ok([...inspected.values()]);
}

/** A form takes no voice: that comes by the API alone. */
function roleOf(type: string | null): "photo" | "document" | null {
  if ((PICTURE_TYPES as readonly unknown[]).includes(type)) return "photo";
  return (DOCUMENT_TYPES as readonly unknown[]).includes(type) ? "document" : null;
}
