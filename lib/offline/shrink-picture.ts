/** What an office needs to see; the server keeps no larger one either (lib/channels/clean-file). */
const LONGEST_SIDE = 1_600;
const QUALITY = 0.82;
/** A JPEG that is small already is sent as it is: encoding it again would only blur it. */
const SMALL_BYTES = 400_000;

/**
 * The picture upright, at most 1,600 pixels long, as JPEG; the original where that is no smaller. Null when this browser
 * can't decode it.
 */
export async function shrinkPicture(file: File): Promise<Blob | null> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
  try {
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const isSmall = scale === 1 && file.size <= SMALL_BYTES;
    if (isSmall && (file.type === "image/jpeg" || file.type === "image/webp")) return file;
    const shrunk = await drawJpeg(bitmap, Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
    if (!shrunk) return null;
    return shrunk.size < file.size || file.type !== "image/jpeg" ? shrunk : file;
  } finally {
    bitmap.close();
  }
}

function drawJpeg(bitmap: ImageBitmap, width: number, height: number): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.resolve(null);
  pen.fillStyle = "#fff"; // a transparent PNG would else turn black
  pen.fillRect(0, 0, width, height);
  pen.drawImage(bitmap, 0, 0, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
