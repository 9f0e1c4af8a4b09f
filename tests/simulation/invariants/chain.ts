import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { type Books, raisesVersion, type Say, type Story } from "./stories";

/** The chain of each complaint's events, its version, and its place in the status feed. */
export function checkChain({ stories, world }: Books, say: Say): void {
  const changes = new Map<string, { seq: number; at: string }[]>();
  let before = 0;
  for (const row of world.watch.all<{ seq: number; complaintId: string; at: string }>(
    'SELECT * FROM "StatusChange" ORDER BY rowid',
  )) {
    if (row.seq <= before) say("feed grows", null, `${row.seq} after ${before}`);
    before = row.seq;
    changes.set(row.complaintId, [...(changes.get(row.complaintId) ?? []), row]);
  }
  for (const story of stories.values()) {
    checkEvents(story, say);
    checkVersion(story, say);
    checkFeed(story, changes.get(story.id) ?? [], say);
  }
}

function checkEvents(story: Story, say: Say): void {
  let previous = "0".repeat(64);
  for (const [i, event] of story.events.entries()) {
    const { complaintId, sequence, action, role, payloadDigest, previousHash, hash, salt, payload } = event;
    if (sequence !== i + 1) say("event chain", story, `event ${i + 1} has number ${sequence}`);
    if (previousHash !== previous) say("event chain", story, `event ${sequence} is not linked to the one before`);
    const at = new Date(event.time).toISOString();
    const covered = { previousHash, complaintId, sequence, at, action, role, payloadDigest };
    if (sha256(canonicalize(covered) ?? "") !== hash) say("event chain", story, `event ${sequence} has another hash`);
    if (salt !== null && payload !== null) {
      const whole = Buffer.concat([Buffer.from(salt, "hex"), Buffer.from(canonicalize(JSON.parse(payload)) ?? "")]);
      if (sha256(whole) !== payloadDigest) say("event chain", story, `the payload of event ${sequence} is another one`);
    }
    previous = hash;
  }
}

function sha256(bytes: string | Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function checkVersion(story: Story, say: Say): void {
  const raised = story.events.slice(1).filter(raisesVersion).length;
  if (story.version !== 1 + raised)
    say("version", story, `version ${story.version} after ${raised} events that raise it`);
  let version = 1;
  for (const event of story.events.slice(1)) {
    if (raisesVersion(event)) version += 1;
    if (event.version !== version)
      say("version", story, `event ${event.sequence} ${event.action} says ${event.version}, not ${version}`);
  }
  const rows = new Set(story.trail.map((row) => row.version));
  for (const event of story.events)
    if (raisesVersion(event) && event.version >= (story.trail[0]?.version ?? 0) && !rows.has(event.version))
      say("event and change together", story, `no change of the row with event ${event.sequence} ${event.action}`);
  const told = new Set(story.events.map((event) => event.version));
  for (const row of rows) if (!told.has(row)) say("event and change together", story, `no event for version ${row}`);
}

/** Each public event has a number of the feed of its own moment, and the row knows the last one. */
function checkFeed(story: Story, changes: readonly { seq: number; at: string }[], say: Say): void {
  const last = changes.at(-1)?.seq ?? 0;
  if (story.feedSeq !== last) say("feed complete", story, `the row says ${story.feedSeq}, the feed ${last}`);
  const moments = new Set(changes.map(({ at }) => at));
  for (const event of story.events)
    if (event.shown === "public" && !moments.has(event.at))
      say("feed complete", story, `event ${event.sequence} ${event.action} is not in the feed`);
}
