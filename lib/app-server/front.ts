import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "@/lib/env";
import { cleanHeaders } from "@/lib/http/clean-headers";
import { contentPolicy, NO_PAGE_POLICY } from "@/lib/http/content-policy";
import { asksForVisitor, proveDoor } from "@/lib/http/door-header";
import { API, pathOf, refuseAtGate } from "@/lib/http/gate";
import { logSurprise } from "@/lib/http/log-surprise";
import { ownListAddress } from "@/lib/http/own-list";
import { problem } from "@/lib/http/problem";
import { setSecurityHeaders } from "@/lib/http/security-headers";
import { sendAnswer } from "@/lib/http/send-answer";
import { answerWorker, WORKER_PATH } from "@/lib/http/worker-file";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Files of a complaint, for staff or owner: nothing in one may run or load anything. */
const CASE_FILE = /^\/(en\/|ur\/)?(desk|my)\/[^/]+\/files\//;
/** Its renderer sets its own policy, which the door will send as well (lib/tracking). */
const TRACKING = /^\/(en\/|ur\/)?t\/[^/]/;

type Settings = {
  staticPolicies: ReadonlyMap<string, string>;
  doorSecret: string;
  dev: boolean;
  /** The build's service worker. */
  worker?: Uint8Array<ArrayBuffer> | null;
};

/**
 * What stands before Next in every request: untrusted headers removed and set anew, foreign origins refused, security
 * headers and the content policy set. Of a request that the door passes on, the door has done the same already.
 */
export function front(next: Handler, { staticPolicies, doorSecret, dev, worker = null }: Settings) {
  // Any wrong address gets this prerendered page, whose scripts no nonce can allow.
  const notFoundHashes = staticPolicies.get("/_not-found")?.match(/'sha256-[^']+'/g) ?? [];
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const isDoor = proveDoor(request.headers, doorSecret);
    const ownRequest = isDoor && !asksForVisitor(request.headers);
    // The door has done the same already, and says in these headers what only it can know.
    if (!isDoor) cleanHeaders(request);
    if (env.portalUrl) request.headers["x-forwarded-proto"] = new URL(env.portalUrl).protocol.slice(0, -1);

    setSecurityHeaders(response);
    const refusal = refuseAtGate(request, { ownRequest });
    if (refusal) return sendAnswer(response, refusal, request.method === "HEAD");

    const reads = request.method === "GET" || request.method === "HEAD";
    if (reads) request.url = ownListAddress(request) ?? request.url;
    const path = pathOf(request);
    if (path === WORKER_PATH && reads) {
      const answer = answerWorker(request, worker, { forDoor: ownRequest }) ?? problem("not-found", "en");
      return sendAnswer(response, answer, request.method === "HEAD");
    }
    if (API.test(path) || CASE_FILE.test(path)) response.setHeader("content-security-policy", NO_PAGE_POLICY);
    else if (!TRACKING.test(path)) setPagePolicy(request, response, path);
    try {
      await next(request, response);
    } catch (error) {
      logSurprise("the app", error);
      if (!response.headersSent) await sendAnswer(response, problem("unexpected", "en"));
      else response.destroy();
    }
  };

  function setPagePolicy(request: IncomingMessage, response: ServerResponse, path: string): void {
    const fixed = request.method === "GET" || request.method === "HEAD" ? staticPolicies.get(path) : undefined;
    if (fixed) {
      // Asked for again each time, by its ETag: Next would let shared caches keep it for a year, past any upgrade.
      response.setHeader("cache-control", "no-cache");
      response.setHeader("content-security-policy", fixed);
      return;
    }
    const policy = contentPolicy([`'nonce-${randomBytes(16).toString("base64")}'`, ...notFoundHashes], dev);
    request.headers["content-security-policy"] = policy; // where Next looks for the nonce
    response.setHeader("content-security-policy", policy);
  }
}
