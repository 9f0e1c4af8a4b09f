import { randomBytes } from "node:crypto";
import sharp, { type Sharp } from "sharp";

export type Upload = { name: string; mimeType: string; buffer: Buffer };

/** A small photo, no two alike, in which the phone has written down where and with what it was taken. */
export async function aPhoto(name = "photo.jpg"): Promise<Upload> {
  const picture = noise(160, 120).withExif({
    IFD0: { Model: "Cheap Phone 7" },
    IFD3: { GPSLatitude: "31/1 32/1 0/1" },
  });
  return { name, mimeType: "image/jpeg", buffer: await picture.jpeg().toBuffer() };
}

export async function tellsOfPlaceOrCamera(picture: Buffer): Promise<boolean> {
  return (await sharp(picture).metadata()).exif !== undefined;
}

/** A photo of just under 5 MB: noise, which no encoder makes smaller. */
export async function aHugePhoto(name = "huge.png"): Promise<Upload> {
  return { name, mimeType: "image/png", buffer: await noise(1280, 1310).png({ compressionLevel: 0 }).toBuffer() };
}

function noise(width: number, height: number): Sharp {
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } });
}
