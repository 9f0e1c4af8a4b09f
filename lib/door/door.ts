import type { IncomingMessage, ServerResponse } from "node:http";
import { health } from "@/lib/http/api-answer";
import { cleanHeaders } from "@/lib/http/clean-headers";
import { MAX_FORM_BYTES, pathOf, refuseAtGate } from "@/lib/http/gate";
import { logSurprise } from "@/lib/http/log-surprise";
import { lookupAnswer } from "@/lib/http/lookup";
import { ownListAddress } from "@/lib/http/own-list";
import { problem } from "@/lib/http/problem";
import { sendAnswer } from "@/lib/http/send-answer";
import { answerWorker, WORKER_PATH } from "@/lib/http/worker-file";
import { isByScript, isForm, isRead, pageLanguage } from "./asking";
import { refuseChange, tellAway } from "./away";
import { compressed } from "./compressed";
import type { DoorParts } from "./door-parts";
import { answerKept } from "./kept-file";
import { answerLedger } from "./ledger-answer";
import { showLodged } from "./lodged";
import { showStatus, tellStatus } from "./look-up";
import { callApp, letGo, passBack, passOn, readToNowhere } from "./pass-on";
import { takeComplaint, takeFile } from "./take";
import { isLodgingForm, takeForm } from "./take-form";
import { LARGE_BYTES } from "./turns";

const STATUS_PAGE = /^\/(ur\/)?t\/([^/]+)$/;
const LOOKUP = /^\/(ur\/)?t$/;
const LODGED_PAGE = /^\/(?:ur\/)?lodge\/done\/([^/]+)$/;
const COMPLAINT = /^\/api\/v1\/complaints\/([^/]+)$/;
const ATTACHMENT = /^\/api\/v1\/complaints\/([^/]+)\/attachments\/([0-9a-fA-F]{64})$/;

/** One request at the public port: what the door answers itself, what it passes on, what it keeps for later. Design §3, "Door". */
export function openDoor(parts: DoorParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // A connection that breaks is no news; without a listener it would end the process.
    request.on("error", () => {});
    response.on("error", () => {});
    try {
      if (parts.draining()) response.setHeader("connection", "close");
      cleanHeaders(request);
      const own = refuseAtGate(request, { ownRequest: false }) ?? (await answer(parts, request, response));
      if (!own || response.destroyed) return;
      const isUnread = hasUnreadBody(request);
      if (isUnread) letGo(request, response);
      const readOn = isUnread ? readToNowhere(request) : undefined;
      await sendAnswer(response, await compressed(own, request), request.method === "HEAD", readOn);
    } catch (error) {
      logSurprise("the door", error);
      if (response.headersSent) response.destroy();
      else await sendAnswer(response, problem("unexpected", "en"), request.method === "HEAD");
    }
  };
}

/** Null when the app's answer has gone to the client. */
async function answer(parts: DoorParts, request: IncomingMessage, response: ServerResponse): Promise<Response | null> {
  const path = pathOf(request);
  if (isRead(request)) {
    const own = await answerRead(parts, request, path);
    if (own) return own;
  }
  if (request.method === "PUT") {
    const complaint = COMPLAINT.exec(path);
    if (complaint) return takeComplaint(parts, request, response, decodeURIComponent(complaint[1] ?? ""));
    const [, typed, hash] = ATTACHMENT.exec(path) ?? [];
    if (typed && hash) {
      const file = { typed: decodeURIComponent(typed), sha256: hash.toLowerCase() };
      return takeFile(parts, request, response, file);
    }
  }
  if (isLodgingForm(request)) return takeForm(parts, request, response);
  return refuseChange(parts.health, request) ?? passOrTell(parts, request, response);
}

/** What needs no app; null for everything else. */
async function answerRead(parts: DoorParts, request: IncomingMessage, path: string): Promise<Response | null> {
  if (path === "/healthz") {
    const ok = parts.isAlive();
    return health({ ok }, ok);
  }
  if (path === "/readyz") {
    const { ok, body } = parts.readiness();
    return health(body, ok);
  }
  if (isByScript(request) || /[?&]_rsc=/.test(request.url ?? "")) return null;
  const ledger = answerLedger(parts.ledger, path);
  if (ledger) return ledger;
  const page = STATUS_PAGE.exec(path);
  if (page) return showStatus(parts, request, pageLanguage(request), decodeURIComponent(page[2] ?? ""));
  if (LOOKUP.test(path)) {
    return lookupAnswer(pageLanguage(request), new URLSearchParams((request.url ?? "").slice(path.length + 1)));
  }
  const complaint = COMPLAINT.exec(path);
  if (complaint && !request.headers.authorization) {
    return tellStatus(parts, request, decodeURIComponent(complaint[1] ?? ""));
  }
  const lodged = LODGED_PAGE.exec(path);
  if (lodged && parts.health.state === "away") return showLodged(request, decodeURIComponent(lodged[1] ?? ""));
  // The static list is for whoever has nothing in a cookie; with the app away it is better than nothing for the others too.
  if (ownListAddress(request) && parts.health.state !== "away") return null;
  const kept = parts.site.find(path);
  if (path === WORKER_PATH) return answerWorker(request, kept && new Uint8Array(kept.body));
  return kept && answerKept(kept, request, path);
}

async function passOrTell(
  parts: DoorParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Response | null> {
  const { client, health } = parts;
  if (health.state !== "away") {
    const isLarge = isForm(request) && Number(request.headers["content-length"] ?? 0) >= LARGE_BYTES;
    if (isLarge ? await passLarge(parts, request, response) : await passOn({ client, health }, request, response)) {
      return null;
    }
  }
  return response.headersSent ? null : tellAway(health, request);
}

/** A form with files goes on when it is whole: a slow phone must not keep others from their turn. */
async function passLarge(
  { client, health, turns, bodies }: DoorParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const kept = await bodies.keep(request, { most: MAX_FORM_BYTES });
  if (!kept.ok) return false;
  const { bytes, stream, remove } = kept.value;
  try {
    const passed = await turns.take(bytes, async () => {
      const answer = await callApp({ client, health }, request, response, { tries: 1, body: stream });
      if (answer) await passBack(answer, response);
      return answer !== null;
    });
    return passed ?? false;
  } finally {
    remove();
  }
}

function hasUnreadBody({ complete, headers }: IncomingMessage): boolean {
  return !complete && (Number(headers["content-length"] ?? 0) > 0 || headers["transfer-encoding"] !== undefined);
}
