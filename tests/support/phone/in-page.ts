/** Runs in a page of the portal: the phone's own code (lib/offline), and complaints by the dozen. Bundled by phone-code.ts. */

import { type ChosenFile, openPhone } from "@/lib/offline/database";
import { findDraft, saveDraft } from "@/lib/offline/draft";
import { listFiles, listMyComplaints, listTodo } from "@/lib/offline/my-complaints";
import { sendAll } from "@/lib/offline/outbox";
import { prepareFile } from "@/lib/offline/prepare-file";
import { refreshStatuses } from "@/lib/offline/statuses";
import { keepComplaint } from "@/lib/offline/submit";
import { emptyAnswers, type LodgeAnswers } from "@/lib/schemas/lodge-answers";

type Told = { photos?: number; side?: number; answers?: Partial<LodgeAnswers> };
/** What must be with the portal in the end, as it was on the phone. */
export type Kept = { trackingId: string; claimKey: string; contentHash: string; body: object; files: string[] };

/** Noise, so that no two are alike; real JPEG, for the portal decodes what it keeps. */
async function aPhoto(name: string, side: number): Promise<ChosenFile> {
  const canvas = new OffscreenCanvas(side, side);
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("No canvas");
  const pixels = pen.createImageData(side, side);
  for (let at = 0; at < pixels.data.length; at += 65_536) {
    crypto.getRandomValues(
      pixels.data.subarray(at, Math.min(at + 65_536, pixels.data.length)) as unknown as Uint8Array,
    );
  }
  pen.putImageData(pixels, 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
  const file = await prepareFile(new File([blob], name, { type: "image/jpeg" }));
  if (!file.ok) throw new Error(file.error);
  return file.value;
}

/** Lodges one as the form would at its end: everything on the phone's disk, nothing sent. */
async function keep({ photos = 0, side = 48, answers = {} }: Told = {}): Promise<Kept> {
  const files = await Promise.all(Array.from({ length: photos }, (_, at) => aPhoto(`photo-${at}.jpg`, side)));
  const text = `The gutter overflows since Monday. ${crypto.randomUUID()}`;
  const all = { ...emptyAnswers(), serviceCode: "WAT-SEWR", districtId: "pb-lahore", text, ...answers };
  const kept = await keepComplaint({
    ...{ answers: { ...all, location: { ...all.location, landmark: "Street 7" } }, files },
    ...{ language: "en", needsPlace: true, draft: "lodge", mends: null },
  });
  if (!kept.ok) throw new Error(JSON.stringify(kept.error));
  const { trackingId, claimKey, contentHash, body } = kept.value;
  return { trackingId, claimKey, contentHash, body, files: files.map(({ sha256 }) => sha256) };
}

async function keepMany(count: number, told: Told): Promise<Kept[]> {
  const all: Kept[] = [];
  for (let at = 0; at < count; at += 1) all.push(await keep(told));
  return all;
}

const inPage = {
  ...{ keep, keepMany, aPhoto, sendAll, findDraft, saveDraft, emptyAnswers, listTodo },
  list: listMyComplaints,
  /** How many bytes of a complaint's files are still here. */
  async bytesOf(trackingId: string): Promise<number[]> {
    const complaint = (await listMyComplaints()).find((one) => one.trackingId === trackingId);
    return complaint ? (await listFiles(complaint)).map(({ content }) => content.byteLength) : [];
  },
  /** The bytes of a complaint's files by their hash. */
  async contentsOf(trackingId: string): Promise<Record<string, ArrayBuffer>> {
    const complaint = (await listMyComplaints()).find((one) => one.trackingId === trackingId);
    const files = complaint ? await listFiles(complaint) : [];
    return Object.fromEntries(files.map(({ sha256, content }) => [sha256, content]));
  },
  close: async () => (await openPhone()).close(),
  refresh: async () => refreshStatuses(await listMyComplaints()),
};
export type PhoneInPage = typeof inPage;

declare global {
  var phone: PhoneInPage;
}
globalThis.phone = inPage;
