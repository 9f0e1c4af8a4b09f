import type { Picked } from "@/lib/data/inbox";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { BULK_LIMIT } from "@/lib/domain/inbox";

/** `PCP-XXXX-XXXX-XXXXX_7`: a complaint and the version at which it was picked, as forms carry it. What is none is left out. */
export function parsePicks(texts: readonly string[]): Picked[] {
  const picked = new Map<string, Picked>();
  for (const text of texts) {
    const [typed = "", version = ""] = text.split("_");
    const id = parseTrackingId(typed);
    if (id.ok && /^[1-9]\d{0,8}$/.test(version))
      picked.set(id.value, { trackingId: id.value, version: Number(version) });
  }
  return [...picked.values()].slice(0, BULK_LIMIT);
}

export function formatPicks(picked: readonly Picked[]): string {
  return picked.map(({ trackingId, version }) => `${trackingId}_${version}`).join(" ");
}
