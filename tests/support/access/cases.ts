import { randomBytes } from "node:crypto";
import sharp from "sharp";
import { db } from "@/lib/data/db";
import type { Lodgement } from "@/lib/schemas/lodgement";
import type { EvidenceFile } from "@/lib/use-cases/keep-evidence";
import { receiveAttachment } from "@/lib/use-cases/receive-attachment";
import { act, givenComplaint, staff } from "../domain";
import { sha256 } from "../mint";

/** Words that occur in this one case and nowhere else: where one is found, that case was shown. */
export type Marks = { text: string; name: string; phone: string; landmark: string; message: string; note: string };
export type AccessCase = { trackingId: string; claimKey: string; file: string; marks: Marks };

/** Every relation in which somebody can stand to a case; who may read which is in `may.ts`, by hand. */
export const CASE_NAMES = [
  "own",
  "neighbour",
  "accused",
  "unbound",
  "sealed",
  "pressed",
  "corruption",
  "sensitive",
  "atRouter",
  "moving",
  "resolved",
  "silent",
  "appealed",
  "elsewhere",
  "merged",
  "high",
] as const;
export type CaseName = (typeof CASE_NAMES)[number];
export type AccessCases = Record<CaseName, AccessCase>;

const WASA = "wasa-lahore";
const LESCO = "fd-power-lesco-desk";

function aPicture(): Promise<Buffer> {
  return sharp(randomBytes(32 * 32 * 3), { raw: { width: 32, height: 32, channels: 3 } })
    .png()
    .toBuffer();
}

/** Enters one case of each relation into the portal folder of this process, each with all that it could leak. */
export async function fillCases(now: Date): Promise<AccessCases> {
  const people = {
    officer: await staff("officer"),
    officer2: await staff("officer2"),
    lesco: await staff("lesco"),
    supervisor: await staff("supervisor"),
    router: await staff("router"),
  };
  let number = 0;

  async function lodge(changes: Partial<Lodgement> = {}): Promise<AccessCase> {
    number += 1;
    const mark = (what: string) => `${what}${randomBytes(6).toString("hex")}`;
    const marks: Marks = {
      text: mark("text"),
      name: mark("name"),
      phone: `0301 55${String(number).padStart(2, "0")}777`,
      landmark: mark("landmark"),
      message: mark("message"),
      note: mark("note"),
    };
    const bytes = await aPicture();
    const file = sha256(bytes);
    const { trackingId, claimKey, citizen } = await givenComplaint({
      now,
      text: `${marks.text} The drain has been open for three days.`,
      language: "en",
      location: { landmark: marks.landmark },
      contact: { name: marks.name, phone: marks.phone },
      attachments: [{ sha256: file, type: "image/png", bytes: bytes.byteLength, role: "photo" }],
      ...changes,
    });
    const received = await receiveAttachment({ trackingId, sha256: file, bytes, claimKey, now });
    if (!received.ok) throw new Error(received.error.code);
    await must(act(trackingId, citizen, "REPLY", { text: `${marks.message} Please hurry.` }, { now }));
    return { trackingId, claimKey, file, marks };
  }

  async function must<T>(doing: Promise<{ ok: boolean; error?: unknown } & T>): Promise<void> {
    const done = await doing;
    if (!done.ok) throw new Error(JSON.stringify(done.error));
  }
  const does = (
    { trackingId }: AccessCase,
    who: Parameters<typeof act>[1],
    action: Parameters<typeof act>[2],
    input: Parameters<typeof act>[3] = {},
    evidence?: readonly EvidenceFile[],
  ) => must(act(trackingId, who, action, input, { now, evidence }));
  const citizenOf = ({ claimKey }: AccessCase) => ({ kind: "citizen", claimKey }) as const;
  const notes = (theCase: AccessCase, who: Parameters<typeof act>[1]) =>
    does(theCase, who, "NOTE", { text: `${theCase.marks.note} seen on the spot` });

  async function started(changes: Partial<Lodgement> = {}, who = people.officer): Promise<AccessCase> {
    const theCase = await lodge(changes);
    await does(theCase, who, "START", { publicText: "We look at it tomorrow." });
    await notes(theCase, who);
    return theCase;
  }
  async function resolved(who = people.officer): Promise<AccessCase> {
    const theCase = await started({}, who);
    const found = { outcome: "relief_granted", publicText: "The drain is closed again.", reference: "W-1" };
    await does(theCase, who, "RESOLVE", found, [{ bytes: await aPicture() }]);
    return theCase;
  }

  const own = await started();
  const neighbour = await started({ serviceCode: "ENR-OUTG" }, people.lesco);

  const accused = await lodge({ against: { name: "Imran Javed", office: "WASA" } });
  const bound = {
    desk: WASA,
    officer: people.officer2.id,
    accusedIds: [people.officer.id],
    reason: "Named by the citizen",
  };
  await does(accused, people.router, "ASSIGN", bound);
  await notes(accused, people.officer2);

  const unbound = await lodge({ against: { post: "The clerk at the counter" } });
  const corruption = await lodge({ serviceCode: "COR-BRIB" });

  const pressed = await started();
  await does(pressed, citizenOf(pressed), "WITHDRAW", { pressured: true });
  const opened = await db.complaint.findFirstOrThrow({
    where: { channel: "pressure" },
    orderBy: { receivedAt: "desc" },
  });
  // What a sealed case holds is the first one's text and contact; its own marks are what its desk adds.
  const sealed: AccessCase = { ...pressed, trackingId: opened.trackingId };

  const sensitive = await lodge({ serviceCode: "HLT-QUAK" });
  await does(sensitive, people.router, "ASSIGN", { desk: WASA, officer: people.officer.id, reason: "Its desk" });
  await notes(sensitive, people.officer);

  const atRouter = await lodge({ serviceCode: "EDU-SCHL" });
  const moving = await started();
  await does(moving, people.officer, "REQUEST_TRANSFER", { desk: LESCO, reason: "It is a matter of power" });

  const resolvedOne = await resolved();
  const sampled = { where: { trackingId: resolvedOne.trackingId }, data: { callbackSample: true } };
  await db.complaint.update({ ...sampled, select: { id: true } });
  const silent = await resolved();
  const unsampled = { where: { trackingId: silent.trackingId }, data: { callbackSample: false } };
  await db.complaint.update({ ...unsampled, select: { id: true } });

  const appealed = await resolved();
  await does(appealed, citizenOf(appealed), "CONFIRM", { rating: 1 });
  await does(appealed, citizenOf(appealed), "APPEAL", { text: "It is open again." });

  const elsewhere = await lodge({ districtId: "sd-karachi-east" });
  const merged = await started();
  await does(merged, people.officer, "MERGE", { parent: own.trackingId });
  const high = await started();
  for (const _ of [1, 2, 3]) await does(high, people.supervisor, "ESCALATE", { reason: "It stands still" });

  return {
    own,
    neighbour,
    accused,
    unbound,
    sealed,
    pressed,
    corruption,
    sensitive,
    atRouter,
    moving,
    resolved: resolvedOne,
    silent,
    appealed,
    elsewhere,
    merged,
    high,
  };
}
