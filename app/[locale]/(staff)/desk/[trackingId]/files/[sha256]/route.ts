import type { NextRequest } from "next/server";
import { fileStore } from "@/lib/channels/file-store";
import { findCaseFile } from "@/lib/data/cases";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { findActor } from "@/lib/web/session";

type Context = { params: Promise<{ trackingId: string; sha256: string }> };

/** Nothing in a file may run or load anything, and no shared cache may keep it. */
const HEADERS = {
  "cache-control": "private, no-store",
  "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
} as const;

/** Shown in the browser; everything else is saved. */
const SHOWN = /^(image\/(jpeg|png|webp)|audio\/(webm|ogg|mp4|mpeg))$/;
const ENDINGS: Record<string, string> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "application/pdf": "pdf",
  "audio/webm": "webm",
  "audio/ogg": "ogg",
  "audio/mp4": "m4a",
  "audio/mpeg": "mp3",
};

/** A file of a complaint, for staff who may see it; for everybody else there is none. */
export async function GET(_request: NextRequest, { params }: Context): Promise<Response> {
  const actor = await findActor();
  const { trackingId, sha256 } = await params;
  const id = parseTrackingId(trackingId);
  const file = actor && id.ok ? await findCaseFile(id.value, sha256, actor, new Date()) : null;
  if (!file?.storedName || !file.storedType) return new Response(null, { status: 404, headers: HEADERS });

  const bytes = await fileStore.get(file.storedName);
  const disposition = SHOWN.test(file.storedType) ? "inline" : "attachment";
  // The name says nothing of what a citizen called it.
  const name = `${id.ok ? id.value : "file"}-${sha256.slice(0, 8)}.${ENDINGS[file.storedType] ?? "bin"}`;
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...HEADERS,
      "content-type": file.storedType,
      "content-length": String(bytes.byteLength),
      "content-disposition": `${disposition}; filename="${name}"`,
    },
  });
}
