import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { GET } from "@/app/api/v1/complaints/[trackingId]/attachments/[sha256]/route";
import { fileStore } from "@/lib/channels/file-store";
import { db } from "@/lib/data/db";
import { folder } from "@/lib/folder";
import { FileReceivedSchema, OwnerStatusSchema, ProblemSchema } from "@/lib/schemas/answers";
import { LIMITS } from "@/lib/schemas/lodgement";
import { receiveAttachment } from "@/lib/use-cases/receive-attachment";
import { givenLodged, look, mintClaimKey, mintId, mistype, sendFile, sha256 } from "../support/api";

const GPS = { GPSLatitudeRef: "N", GPSLatitude: "31/1 31/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "74/1 21/1 0/1" };
const CAMERA = { Make: "PhoneMaker", Model: "Model 7", Artist: "Ayesha Bibi" };

/** A picture as a phone takes it: turned on its side, with the place and the camera inside. */
function takePhoto(width = 800, height = 600): Promise<Buffer> {
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .withMetadata({ orientation: 6 })
    .withExif({ IFD0: { ...CAMERA, Orientation: "6" }, IFD3: GPS })
    .jpeg({ quality: 60 })
    .toBuffer();
}

let photo: Buffer;
beforeAll(async () => {
  photo = await takePhoto();
});

function listed(bytes: Buffer, type = "image/jpeg", role = "photo") {
  return { sha256: sha256(bytes), type, bytes: bytes.byteLength, role };
}

async function givenWithFiles(...files: ReturnType<typeof listed>[]) {
  return givenLodged({ attachments: files });
}

async function refusal(response: Response) {
  const problem = ProblemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return [problem.status, problem.code];
}

function filesOnDisk(): string[] {
  if (!existsSync(folder.files)) return [];
  return readdirSync(folder.files, { recursive: true, encoding: "utf8" }).filter((name) => /[0-9a-f]{32}/.test(name));
}

test("a photo arrives: place and camera are gone, it stands upright, both hashes are kept", async () => {
  expect((await sharp(photo).metadata()).exif?.toString("latin1")).toContain("PhoneMaker");
  const { trackingId, claimKey } = await givenWithFiles(listed(photo));
  const response = await sendFile(trackingId, sha256(photo), photo, { claimKey });
  expect(response.status).toBe(201);
  const answer = FileReceivedSchema.parse(await response.json());
  expect(answer).toMatchObject({ trackingId, sha256: sha256(photo), bytes: photo.byteLength });

  const row = await db.attachment.findFirstOrThrow({ where: { sha256: sha256(photo) } });
  const stored = await fileStore.get(row.storedName ?? "");
  expect(row.storedSha256).toBe(sha256(stored));
  expect(row.storedSha256).not.toBe(row.sha256);
  const { exif, xmp, iptc, width, height } = await sharp(stored).metadata();
  expect([exif, xmp, iptc, width, height]).toEqual([undefined, undefined, undefined, 600, 800]);
  expect(stored.toString("latin1")).not.toMatch(/PhoneMaker|Ayesha|GPS/);

  const again = await sendFile(trackingId, sha256(photo), photo, { claimKey });
  expect([again.status, FileReceivedSchema.parse(await again.json())]).toEqual([200, answer]);
  const own = OwnerStatusSchema.parse(await (await look(trackingId, { claimKey })).json());
  expect(own.attachments).toMatchObject([{ sha256: sha256(photo), arrived: true }]);
});

test("the same file 10 times at once is kept once", async () => {
  const { trackingId, claimKey } = await givenWithFiles(listed(photo));
  const before = filesOnDisk().length;
  const responses = await Promise.all(
    Array.from({ length: 10 }, () => sendFile(trackingId, sha256(photo), photo, { claimKey })),
  );
  expect(responses.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
  const answers = await Promise.all(responses.map(async (response) => FileReceivedSchema.parse(await response.json())));
  expect(new Set(answers.map(({ receivedAt }) => receivedAt)).size).toBe(1);
  expect(filesOnDisk()).toHaveLength(before + 1);
  expect(await db.event.count({ where: { complaint: { trackingId }, action: "ATTACH" } })).toBe(1);
});

test("a PDF and a voice note are kept as they were sent", async () => {
  const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
  const page = Buffer.concat([
    Buffer.from("OggS\0\x02"),
    Buffer.alloc(20),
    Buffer.from([1, 19]),
    Buffer.from("OpusHead\x01"),
  ]);
  const ogg = Buffer.concat([page, randomBytes(4_000)]);
  const { trackingId, claimKey } = await givenWithFiles(
    listed(pdf, "application/pdf", "document"),
    listed(ogg, "audio/ogg", "voice"),
  );
  for (const bytes of [pdf, ogg]) {
    const response = await sendFile(trackingId, sha256(bytes), bytes, { claimKey });
    expect([response.status, (await response.json()).code]).toEqual([201, undefined]);
    const row = await db.attachment.findFirstOrThrow({ where: { sha256: sha256(bytes), complaint: { trackingId } } });
    expect(sha256(await fileStore.get(row.storedName ?? ""))).toBe(sha256(bytes));
  }
});

test("exactly 5 MB is taken, one byte more is not", async () => {
  const full = Buffer.concat([photo, Buffer.alloc(LIMITS.fileBytes - photo.byteLength)]);
  const { trackingId, claimKey } = await givenWithFiles(listed(full));
  expect((await sendFile(trackingId, sha256(full), full, { claimKey })).status).toBe(201);
  const over = Buffer.alloc(LIMITS.fileBytes + 1);
  expect(await refusal(await sendFile(trackingId, sha256(over), over, { claimKey }))).toEqual([413, "file-too-large"]);
});

test("each refusal has its status, and none leaves a file behind", async () => {
  const png = await sharp(photo).png().toBuffer();
  const torn = photo.subarray(0, photo.byteLength / 2);
  const script = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");
  const { trackingId, claimKey } = await givenWithFiles(listed(photo), listed(png), listed(torn), listed(script));
  const before = filesOnDisk().length;
  const other = mintClaimKey().claimKey;
  const hash = sha256(photo);
  for (const [what, id, sent, bytes, key, expected] of [
    ["no key", trackingId, hash, photo, null, [401, "no-key"]],
    ["another's key", trackingId, hash, photo, other, [403, "wrong-key"]],
    ["unknown complaint", mintId(), hash, photo, claimKey, [404, "unknown-complaint"]],
    ["mistyped ID", mistype(trackingId), hash, photo, claimKey, [422, "wrong-check-character"]],
    ["a file that isn't listed", trackingId, sha256("x"), photo, claimKey, [422, "unlisted"]],
    ["no hash at all", trackingId, "../../etc/passwd", photo, claimKey, [422, "unlisted"]],
    ["other bytes than listed", trackingId, hash, png, claimKey, [422, "hash-differs"]],
    ["nothing", trackingId, hash, Buffer.alloc(0), claimKey, [422, "hash-differs"]],
    ["a PNG listed as JPEG", trackingId, sha256(png), png, claimKey, [415, "type-not-taken"]],
    ["half a picture", trackingId, sha256(torn), torn, claimKey, [415, "unreadable"]],
    ["SVG listed as JPEG", trackingId, sha256(script), script, claimKey, [415, "type-not-taken"]],
  ] as const) {
    expect([what, await refusal(await sendFile(id, sent, bytes, { claimKey: key }))]).toEqual([what, expected]);
  }
  expect(filesOnDisk()).toHaveLength(before);
  expect(await db.attachment.count({ where: { complaint: { trackingId }, arrivedAt: { not: null } } })).toBe(0);
  expect((await sendFile(trackingId, hash, photo, { claimKey })).status).toBe(201);
});

test("files may come for seven days", async () => {
  const { trackingId, claimKey } = await givenWithFiles(listed(photo));
  const receivedAt = (days: number) => ({ receivedAt: new Date(Date.now() - days * 86_400_000) });
  await db.complaint.update({ where: { trackingId }, data: receivedAt(7.01) });
  expect(await refusal(await sendFile(trackingId, sha256(photo), photo, { claimKey }))).toEqual([409, "too-late"]);
  await db.complaint.update({ where: { trackingId }, data: receivedAt(6.99) });
  expect((await sendFile(trackingId, sha256(photo), photo, { claimKey })).status).toBe(201);
});

test("a full disk: refused, nothing kept, and the same file again goes through", async () => {
  const { trackingId, claimKey } = await givenWithFiles(listed(photo));
  const full = { ...fileStore, put: () => Promise.reject(Object.assign(new Error("full"), { code: "ENOSPC" })) };
  const request = { trackingId, sha256: sha256(photo), bytes: photo, claimKey, now: new Date() };
  expect(await receiveAttachment({ ...request, store: full })).toEqual({ ok: false, error: { code: "no-space" } });
  expect(await db.attachment.count({ where: { complaint: { trackingId }, arrivedAt: { not: null } } })).toBe(0);
  expect((await sendFile(trackingId, sha256(photo), photo, { claimKey })).status).toBe(201);
});

test("a database that fails half-way leaves no file behind", async () => {
  const { trackingId, claimKey } = await givenWithFiles(listed(photo));
  const before = filesOnDisk().length;
  const { error } = console;
  console.error = () => {};
  await db.$executeRawUnsafe("CREATE TRIGGER failing BEFORE INSERT ON Event BEGIN SELECT RAISE(ABORT, 'failing'); END");
  const response = await sendFile(trackingId, sha256(photo), photo, { claimKey });
  await db.$executeRawUnsafe("DROP TRIGGER failing");
  console.error = error;
  expect(await refusal(response)).toEqual([500, "unexpected"]);
  expect(filesOnDisk()).toHaveLength(before);
  expect((await sendFile(trackingId, sha256(photo), photo, { claimKey })).status).toBe(201);
});

test("other methods are refused, and told which ones are taken", async () => {
  const response = await GET(new Request("http://portal.test/x"));
  expect([response.status, response.headers.get("allow")]).toEqual([405, "PUT, OPTIONS"]);
});
