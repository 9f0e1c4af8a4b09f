import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Claim, contentHashOf, lodgement, mint, sha256 } from "@/tests/support/e2e/api";
import { aPhoto } from "@/tests/support/e2e/pictures";

export type Sent = Claim & { text: string; contentHash: string; files: string[] };
export type Tally = {
  /** Lodgings with an answer that is `ok: true` and carries their own hash, and all their files likewise. */
  acknowledged: Sent[];
  /** Connections that broke under a request, which was then sent once more. */
  repeated: number;
  /** Requests that got no good answer, the second time neither. */
  unanswered: number;
  statuses: Map<number, number>;
};
type Reply = { status: number; body: Record<string, unknown> };

const PHOTOS = 24;

/**
 * A careful client, as a phone is one: it believes an answer only with `ok: true` and its own hash, and sends a request
 * whose connection broke once more. Every third lodging has a photo.
 */
export async function lodger(origin: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const photos = await Promise.all(Array.from({ length: PHOTOS }, async () => (await aPhoto()).buffer));
  const tally: Tally = { acknowledged: [], repeated: 0, unanswered: 0, statuses: new Map() };
  let number = 0;

  function put(path: string, headers: Record<string, string>, body: Buffer): Promise<Reply> {
    return new Promise((done, failed) => {
      const call = request(origin + path, { method: "PUT", agent, headers, timeout: 60_000 }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", failed);
        answer.on("end", () => {
          try {
            done({ status: answer.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString("utf8")) });
          } catch (error) {
            failed(error);
          }
        });
      });
      call.on("error", failed);
      call.on("timeout", () => call.destroy(new Error("silence")));
      call.setHeader("content-length", body.length);
      call.end(body);
    });
  }

  async function putTwice(path: string, headers: Record<string, string>, body: Buffer): Promise<Reply | null> {
    for (const pause of [300, 0]) {
      try {
        const reply = await put(path, headers, body);
        tally.statuses.set(reply.status, (tally.statuses.get(reply.status) ?? 0) + 1);
        return reply;
      } catch {
        if (pause) tally.repeated += 1;
        await sleep(pause);
      }
    }
    return null;
  }

  /** One complaint, with its photo where it has one. */
  async function lodge(): Promise<void> {
    const mine = number++;
    const claim = mint();
    const photo = mine % 3 === 0 ? photos[mine % PHOTOS] : undefined;
    const files = photo ? [sha256(photo)] : [];
    const attachments = photo && [{ sha256: files[0], type: "image/jpeg", bytes: photo.length, role: "photo" }];
    const text = `Complaint number ${mine} of this drill: the drain is blocked.`;
    const body = lodgement(claim.claimKey, { text, language: "en", ...(attachments && { attachments }) });
    const contentHash = contentHashOf(body);
    const path = `/api/v1/complaints/${claim.trackingId}`;
    const reply = await putTwice(path, { "content-type": "application/json" }, Buffer.from(JSON.stringify(body)));
    if (reply?.body.ok !== true || reply.body.contentHash !== contentHash) {
      tally.unanswered += 1;
      return;
    }
    const got: string[] = [];
    for (const file of files) {
      const bearer = { authorization: `Bearer ${claim.claimKey}`, "content-type": "image/jpeg" };
      const answer = await putTwice(`${path}/attachments/${file}`, bearer, photo as Buffer);
      if (answer?.body.ok === true && answer.body.sha256 === file) got.push(file);
      else tally.unanswered += 1;
    }
    tally.acknowledged.push({ ...claim, text, contentHash, files: got });
  }

  return {
    tally,
    /** So many at once, until `enough` says so. */
    async lodgeUntil(enough: (tally: Tally) => boolean, atOnce = 6): Promise<void> {
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          while (!enough(tally)) await lodge();
        }),
      );
    },
    close: () => agent.destroy(),
  };
}
