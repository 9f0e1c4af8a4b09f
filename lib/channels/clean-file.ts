import { Semaphore } from "async-mutex";
import sharp from "sharp";
import { err, ok, type Result } from "@/lib/domain/result";
import type { FileType } from "@/lib/schemas/lodgement";
import { detectFileType } from "./detect-file-type";

/** About a 24-megapixel picture; a small file that unpacks to more is refused before it is unpacked. */
const MAX_PIXELS = 24_000_000;
const LONGEST_SIDE = 1_600;
const SECONDS_A_PICTURE = 20;

sharp.cache(false);
sharp.concurrency(1);
/** Two at once at the most: decoding takes memory, and the event loop's threads are needed for the disk. */
const turns = new Semaphore(2);

export type CleanFile = { bytes: Buffer; type: FileType };

/**
 * What the portal keeps of a file sent as `type`. Pictures are turned upright, fitted into 1,600 pixels and encoded anew,
 * which leaves place and camera data behind; the rest is kept as sent. `type-not-taken` where the bytes are of another
 * type, `unreadable` where a picture doesn't decode whole.
 */
export async function cleanFile(
  bytes: Buffer,
  type: FileType,
): Promise<Result<CleanFile, "type-not-taken" | "unreadable">> {
  if ((await detectFileType(bytes)) !== type) return err("type-not-taken");
  if (!type.startsWith("image/")) return ok({ bytes, type });
  return turns.runExclusive(async () => {
    try {
      const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "warning", pages: 1 })
        .timeout({ seconds: SECONDS_A_PICTURE })
        .autoOrient()
        .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: "inside", withoutEnlargement: true });
      if (type === "image/png") picture.png({ compressionLevel: 9 });
      else if (type === "image/webp") picture.webp({ quality: 82 });
      else picture.jpeg({ quality: 82, mozjpeg: true });
      return ok({ bytes: await picture.toBuffer(), type });
    } catch {
      return err("unreadable");
    }
  });
}
