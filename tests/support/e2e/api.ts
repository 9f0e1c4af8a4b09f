import { randomUUID } from "node:crypto";
import { paths } from "@/lib/web/paths";
import { mintClaimKey, mintId, sha256, lodgement as wellFormed } from "../mint";

export { contentHashOf, sha256 } from "../mint";

export type Body = Record<string, unknown>;
export type Answer = { status: number; headers: Headers; body: Body };
/** Who holds a complaint: its ID, and the key that opens it. */
export type Claim = { trackingId: string; claimKey: string };

/** An ID and a key as a phone mints them. */
export function mint(): Claim {
  return { trackingId: mintId(), claimKey: mintClaimKey().claimKey };
}

/** A well-formed lodging for WASA Lahore's desk, told in Urdu at this moment, that opens with that key. */
export function lodgement(claimKey: string, changes: Body = {}): Body {
  return wellFormed({ claimKeyHash: sha256(claimKey), savedAt: new Date().toISOString(), ...changes });
}

/** The JSON API as a phone or a script speaks to it, over HTTP and nothing else. */
export function apiAt(origin: string) {
  async function send(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(origin + path, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} };
  }
  const bearer = (claimKey?: string): Record<string, string> =>
    claimKey ? { authorization: `Bearer ${claimKey}` } : {};
  const json = { "content-type": "application/json" };

  return {
    lodge: (trackingId: string, body: Body) =>
      send(paths.api.complaint(trackingId), { method: "PUT", headers: json, body: JSON.stringify(body) }),

    look: (trackingId: string, { claimKey, language = "en" }: { claimKey?: string; language?: string } = {}) =>
      send(`${paths.api.complaint(trackingId)}?lang=${language}`, { headers: bearer(claimKey) }),

    sendFile: ({ trackingId, claimKey }: Claim, bytes: Uint8Array<ArrayBuffer>) =>
      send(paths.api.attachment(trackingId, sha256(bytes)), { method: "PUT", headers: bearer(claimKey), body: bytes }),

    act: ({ trackingId, claimKey }: Claim, verb: string, body: Body) =>
      send(paths.api.action(trackingId, verb), {
        method: "POST",
        headers: { ...json, ...bearer(claimKey) },
        body: JSON.stringify({ actionId: randomUUID(), ...body }),
      }),
  };
}
export type Api = ReturnType<typeof apiAt>;
