import { paths } from "@/lib/web/paths";
import type { Kept } from "./in-page";

/** What the portal has of a complaint that a phone has sent. `null`: nothing. */
export type Arrived = { state: string; files: string[]; sameContent: boolean };

/** Asks the portal with the claim key, and holds the content against the phone's hash. */
export async function findArrived(origin: string, { trackingId, claimKey, contentHash, body }: Kept) {
  const response = await fetch(origin + paths.api.complaint(trackingId), {
    headers: { authorization: `Bearer ${claimKey}` },
  });
  if (response.status === 404) return null;
  const { state, attachments } = (await response.json()) as {
    state: string;
    attachments: { sha256: string; arrived: boolean }[];
  };
  // The same content again is 200 with the same hash; other content would be 409.
  const again = await fetch(origin + paths.api.complaint(trackingId), {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = (await again.json()) as { contentHash?: string };
  const arrived: Arrived = {
    state,
    files: attachments.filter((file) => file.arrived).map(({ sha256 }) => sha256),
    sameContent: again.status === 200 && answer.contentHash === contentHash,
  };
  return arrived;
}
