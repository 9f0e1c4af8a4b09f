import { randomInt } from "node:crypto";
import { POST as act } from "@/app/api/v1/complaints/[trackingId]/actions/[action]/route";
import { PUT as putFile } from "@/app/api/v1/complaints/[trackingId]/attachments/[sha256]/route";
import { GET, PUT } from "@/app/api/v1/complaints/[trackingId]/route";
import { contentHashOf, lodgement, mintClaimKey, mintId } from "./mint";

export { contentHashOf, lodgement, mintClaimKey, mintId, mistype, sha256 } from "./mint";

const ORIGIN = "http://portal.test/api/v1/complaints";

type Sent = { body?: string | Uint8Array; claimKey?: string | null; headers?: Record<string, string> };

/** Each request comes from a network of its own unless its headers say otherwise: limits have their own tests. */
function request(path: string, method: string, { body, claimKey, headers }: Sent): Request {
  const network = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
  const authorization: Record<string, string> = claimKey ? { authorization: `Bearer ${claimKey}` } : {};
  return new Request(`${ORIGIN}/${path}`, {
    method,
    body: body as BodyInit | undefined,
    headers: { "x-forwarded-for": network, ...authorization, ...headers },
  });
}

const JSON_TYPE = { "content-type": "application/json" };
const toBody = (body: unknown) =>
  typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);

export function lodge(trackingId: string, body: unknown, sent: Sent = {}): Promise<Response> {
  const headers = { ...JSON_TYPE, ...sent.headers };
  const put = request(encodeURIComponent(trackingId), "PUT", { ...sent, body: toBody(body), headers });
  return PUT(put, { params: Promise.resolve({ trackingId }) });
}

export function look(trackingId: string, sent: Sent & { query?: string } = {}): Promise<Response> {
  const get = request(`${encodeURIComponent(trackingId)}${sent.query ?? ""}`, "GET", sent);
  return GET(get, { params: Promise.resolve({ trackingId }) });
}

export function sendFile(trackingId: string, hash: string, bytes: Uint8Array, sent: Sent = {}): Promise<Response> {
  const put = request(`${trackingId}/attachments/${hash}`, "PUT", { ...sent, body: bytes });
  return putFile(put, { params: Promise.resolve({ trackingId, sha256: hash }) });
}

export function doAction(trackingId: string, action: string, body: unknown, sent: Sent = {}): Promise<Response> {
  const headers = { ...JSON_TYPE, ...sent.headers };
  const post = request(`${trackingId}/actions/${action}`, "POST", { ...sent, body: toBody(body), headers });
  return act(post, { params: Promise.resolve({ trackingId, action }) });
}

/** A complaint that the API has taken, with the key that opens it. */
export async function givenLodged(changes: Record<string, unknown> = {}) {
  const trackingId = mintId();
  const { claimKey, claimKeyHash } = mintClaimKey();
  const body = lodgement({ claimKeyHash, ...changes });
  const response = await lodge(trackingId, body);
  if (response.status !== 201) throw new Error(`Not lodged: ${response.status} ${await response.text()}`);
  return { trackingId, claimKey, body, contentHash: contentHashOf(body) };
}
