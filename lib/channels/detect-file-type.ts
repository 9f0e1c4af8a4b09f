import { fileTypeFromBuffer } from "file-type";
import type { FileType } from "@/lib/schemas/lodgement";

/** What file-type calls things → what we take. Recorders' containers have several names. */
const KNOWN: Record<string, FileType> = {
  "image/jpeg": "image/jpeg",
  "image/png": "image/png",
  "image/webp": "image/webp",
  "application/pdf": "application/pdf",
  "audio/webm": "audio/webm",
  "video/webm": "audio/webm",
  "audio/ogg": "audio/ogg",
  "audio/ogg; codecs=opus": "audio/ogg",
  "audio/mp4": "audio/mp4",
  "audio/x-m4a": "audio/mp4",
  "video/mp4": "audio/mp4",
  "audio/mpeg": "audio/mpeg",
};

/** The type that the bytes themselves show, or null for one that we don't take. What a name or header says is no proof. */
export async function detectFileType(bytes: Uint8Array): Promise<FileType | null> {
  const found = await fileTypeFromBuffer(bytes);
  return (found && KNOWN[found.mime]) ?? null;
}
