import { randomBytes } from "node:crypto";
import sharp, { type Sharp } from "sharp";

export type Upload = { name: string; mimeType: string; buffer: Buffer };

/** A small photo, no two alike. */
export async function aPhoto(name = "photo.jpg"): Promise<Upload> {
  return { name, mimeType: "image/jpeg", buffer: await noise(160, 120).jpeg().toBuffer() };
}

/** A photo of just under 5 MB: noise, which no encoder makes smaller. */
export async function aHugePhoto(name = "huge.png"): Promise<Upload> {
  return { name, mimeType: "image/png", buffer: await noise(1280, 1310).png({ compressionLevel: 0 }).toBuffer() };
}

function noise(width: number, height: number): Sharp {
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } });
}
