import { networkOf } from "@/lib/http/rate-limit";

/** The network that a request comes from, as our front wrote it down (lib/app-server/front.ts): the key of rate limits. */
export function networkOfRequest(request: Request): string {
  return networkOf(request.headers.get("x-forwarded-for")?.split(",")[0]?.trim() ?? "");
}

/** The claim key that a request brings as a bearer token, or null. */
export function claimKeyOf(request: Request): string | null {
  return /^Bearer +([A-Za-z0-9._~+/=-]{1,512})\s*$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}
