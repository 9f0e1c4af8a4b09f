import type { IncomingMessage, ServerResponse } from "node:http";
import { claimsOf, cookiesAfterLodging } from "@/lib/http/cookies";
import { MAX_FORM_BYTES, pathOf, refuseTooLarge } from "@/lib/http/gate";
import type { Minted } from "@/lib/http/mint";
import { paths } from "@/lib/web/paths";
import { boundaryOf, isByScript, isForm } from "./asking";
import type { DoorParts } from "./door-parts";
import type { KeptBody } from "./kept-body";
import { callApp, letGo, passBack } from "./pass-on";
import { refuseForm, spoolForm } from "./spool-form";

const LODGE = /^\/(ur\/)?lodge$/;
/** Where React writes the action's name: the first of a form's fields. */
const HEAD_BYTES = 4_096;

export function isLodgingForm(request: IncomingMessage): boolean {
  return LODGE.test(pathOf(request)) && isForm(request);
}

/**
 * A lodging by form (design §3). ID and key are minted before anything else, the body lies on disk until the app has
 * answered well; where it doesn't, the same lodging is spooled under the same ID. Null when the app's answer has gone out.
 */
export async function takeForm(
  parts: DoorParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Response | null> {
  const kept = await parts.bodies.keep(request, { most: MAX_FORM_BYTES, without: boundaryOf(request) });
  if (!kept.ok) {
    letGo(request, response);
    return kept.error === "no-space" ? refuseForm(request, "full") : refuseTooLarge(pathOf(request));
  }
  const body = kept.value;
  try {
    const minted = parts.presses.mint(
      {
        browser: [String(request.headers["x-forwarded-for"]), request.headers["user-agent"] ?? ""],
        content: body.digest,
        claims: claimsOf(request),
      },
      new Date(),
    );
    if (await answeredByApp(parts, request, response, { body, minted })) return null;
    const spooled = await spoolForm(parts, request, { body, minted });
    if ("refusal" in spooled) return spooled.refusal;
    const { page, lodged, locale } = spooled;
    const answer = isByScript(request) ? leadTo(paths.lodged(locale, lodged.trackingId)) : page;
    for (const cookie of cookiesAfterLodging(request, lodged, locale)) answer.headers.append("set-cookie", cookie);
    return answer;
  } finally {
    body.remove();
  }
}

async function answeredByApp(
  { client, health, taking, turns }: DoorParts,
  request: IncomingMessage,
  response: ServerResponse,
  { body, minted }: { body: KeptBody; minted: Minted },
): Promise<boolean> {
  const { trackingId, claimKey, claimKeyHash } = minted;
  if (health.state !== "normal" || taking.holds(trackingId)) return false;
  if (!isByScript(request) && !(await namesAction(request, body))) return false;
  const headers = {
    "content-length": String(body.bytes),
    "x-jawab-tracking-id": trackingId,
    "x-jawab-claim-key": claimKey,
  };
  const answered = await turns.take(body.bytes, async () => {
    const answer = await callApp({ client, health }, request, response, { tries: 1, body: body.stream, headers });
    if (!answer) return false;
    const status = answer.statusCode ?? 500;
    if (status >= 500 || answer.headers["x-nextjs-action-not-found"] !== undefined) {
      answer.resume();
      return false;
    }
    if (status === 303) taking.entered(trackingId, claimKeyHash);
    await passBack(answer, response);
    return true;
  });
  return answered ?? false;
}

/** Our own plain form names no action, for no build of the app must be met to take it. */
async function namesAction(request: IncomingMessage, body: KeptBody): Promise<boolean> {
  if (boundaryOf(request) === null) return false;
  return (await body.head(HEAD_BYTES)).includes('name="$ACTION_');
}

/** Next's client follows this header; what the page says, it then asks for. */
function leadTo(path: string): Response {
  return new Response(null, {
    status: 303,
    headers: { "x-action-redirect": `${path};push`, "cache-control": "no-store" },
  });
}
