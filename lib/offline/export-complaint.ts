import type { LocalComplaint } from "./database";
import { listFiles } from "./my-complaints";

/** The first lines are for people; the rest can be read in again. A whole phone's file will hold several complaints. */
type ExportFile = {
  readMe: string[];
  jawab: { version: 1; complaints: { complaint: LocalComplaint; files: { sha256: string; base64: string }[] }[] };
};

/** One complaint as a file that people and programs can read: facts, text, ID, key and the files that are still here. */
export async function exportComplaint(complaint: LocalComplaint, readMe: string[]): Promise<Blob> {
  const files = (await listFiles(complaint)).map(({ sha256, content }) => ({ sha256, base64: toBase64(content) }));
  const file: ExportFile = { readMe, jawab: { version: 1, complaints: [{ complaint, files }] } };
  return new Blob([JSON.stringify(file, null, 2)], { type: "application/json" });
}

function toBase64(content: ArrayBuffer): string {
  const bytes = new Uint8Array(content);
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
