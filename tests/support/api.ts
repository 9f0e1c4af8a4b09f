import { createHash, randomBytes, randomInt } from "node:crypto";
import canonicalize from "canonicalize";
import { POST as act } from "@/app/api/v1/complaints/[trackingId]/actions/[action]/route";
import { PUT as putFile } from "@/app/api/v1/complaints/[trackingId]/attachments/[sha256]/route";
import { GET, PUT } from "@/app/api/v1/complaints/[trackingId]/route";

const ORIGIN = "http://portal.test/api/v1/complaints";
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A tracking ID as a phone mints it, worked out here from design §4 and not by the code under test. */
export function mintId(): string {
  const payload = Array.from({ length: 12 }, () => ALPHABET[randomInt(32)]).join("");
  return formatId(payload, ALPHABET[checkValue(payload)] ?? "");
}

/** The same ID with another last character. */
export function mistype(trackingId: string): string {
  const last = ALPHABET.indexOf(trackingId.slice(-1));
  return trackingId.slice(0, -1) + ALPHABET[(last + 1 + randomInt(31)) % 32];
}

function formatId(payload: string, check: string): string {
  return `PCP-${payload.slice(0, 4)}-${payload.slice(4, 8)}-${payload.slice(8)}${check}`;
}

function checkValue(payload: string): number {
  let product = 32;
  for (const character of payload) {
    const sum = (product + ALPHABET.indexOf(character)) % 32 || 32;
    product = (2 * sum) % 33;
  }
  return (33 - product) % 32;
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

export function mintClaimKey(): { claimKey: string; claimKeyHash: string } {
  const claimKey = randomBytes(32).toString("base64url");
  return { claimKey, claimKeyHash: sha256(claimKey) };
}

/** The hash that a client holds the answer against. */
export function contentHashOf({ savedAt: _, ...content }: Record<string, unknown>): string {
  return sha256(canonicalize(content) ?? "");
}

/** A body that is taken as it stands, for WASA Lahore's desk; `changes` make it another one. */
export function lodgement(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    kind: "complaint",
    serviceCode: "WAT-SEWR",
    districtId: "pb-lahore",
    text: "ہماری گلی میں تین دن سے گٹر ابل رہا ہے۔",
    language: "ur",
    claimKeyHash: mintClaimKey().claimKeyHash,
    savedAt: "2026-11-24T09:00:00Z",
    ...changes,
  };
}

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
