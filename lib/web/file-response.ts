/** No shared cache may keep it. The policy under which nothing in it may run is set in front (lib/app-server/front.ts). */
const HEADERS = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" } as const;

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

/** A kept file as an answer; 404 for null, which is also what those get who may not see it. `label` begins its name. */
export function fileResponse(file: { bytes: Buffer; type: string } | null, label: string): Response {
  if (!file) return new Response(null, { status: 404, headers: HEADERS });
  const { bytes, type } = file;
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...HEADERS,
      "content-type": type,
      "content-length": String(bytes.byteLength),
      // The name says nothing of what a citizen called it.
      "content-disposition": `${SHOWN.test(type) ? "inline" : "attachment"}; filename="${label}.${ENDINGS[type] ?? "bin"}"`,
    },
  });
}
