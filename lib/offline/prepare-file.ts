import { err, ok, type Result } from "@/lib/domain/result";
import { LIMITS, PICTURE_TYPES } from "@/lib/schemas/lodgement";
import type { ChosenFile } from "./database";
import { shrinkPicture } from "./shrink-picture";

export type FileRefusal = "type-not-taken" | "too-large" | "unreadable";

/** A chosen file as it will be sent: pictures shrunk where the browser can, named and hashed. */
export async function prepareFile(file: File): Promise<Result<ChosenFile, FileRefusal>> {
  if (file.type === "application/pdf") return listed(file, file.name, "document");
  if (!file.type.startsWith("image/")) return err("type-not-taken");
  const picture = await shrinkPicture(file);
  if (picture) return listed(picture, file.name, "photo");
  return isPictureType(file.type) ? err("unreadable") : err("type-not-taken");
}

async function listed(file: Blob, name: string, role: "photo" | "document"): Promise<Result<ChosenFile, FileRefusal>> {
  if (file.size === 0) return err("unreadable");
  if (file.size > LIMITS.fileBytes) return err("too-large");
  const content = await file.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return ok({
    sha256,
    type: file.type as ChosenFile["type"],
    bytes: content.byteLength,
    role,
    name,
    content,
  });
}

function isPictureType(type: string): boolean {
  return (PICTURE_TYPES as readonly string[]).includes(type);
}
