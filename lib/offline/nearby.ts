import type { NearbyAnswer } from "@/lib/schemas/nearby";
import { paths } from "@/lib/web/paths";

export type Nearby = NearbyAnswer["complaints"][number];
type Question = { serviceCode: string; lat: string; long: string; language: string };

/** Some ten metres: all that the question needs. */
const DIGITS = 4;
/** Nobody waits for what may be left out. */
const PATIENCE_MS = 8_000;

/** Open complaints near a place; none where there is no network, no portal, or no room for the question. */
export async function askNearby({ serviceCode, lat, long, language }: Question): Promise<Nearby[]> {
  const rounded = (degrees: string) => Number(Number(degrees).toFixed(DIGITS));
  try {
    const response = await fetch(paths.api.nearby(), {
      method: "POST",
      body: JSON.stringify({ serviceCode, lat: rounded(lat), long: rounded(long) }),
      headers: { "content-type": "application/json", "accept-language": language },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const answer = response.ok ? ((await response.json()) as Partial<NearbyAnswer>) : {};
    return Array.isArray(answer.complaints) ? answer.complaints : [];
  } catch {
    return [];
  }
}
