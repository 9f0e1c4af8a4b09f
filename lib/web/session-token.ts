import { decode, encode } from "next-auth/jwt";
import { ABSOLUTE_MS } from "@/lib/data/sessions";
import { env } from "@/lib/env";
import { readOrCreateKey } from "@/lib/folder";

export const SESSION_SECONDS = ABSOLUTE_MS / 1000;

/** No Max-Age: a shared desk's browser forgets it when it closes; the row says what counts. */
export const COOKIE_OPTIONS = {
  httpOnly: true,
  sameSite: "lax",
  path: "/",
  secure: env.portalUrl?.startsWith("https:") ?? false,
} as const;

export function sessionSecret(): string {
  return readOrCreateKey("session");
}

/** next-auth's encrypted token. It carries the session's id and nothing that could be believed beyond it. */
export function encodeSession(sessionId: string): Promise<string> {
  return encode({ token: { sid: sessionId }, secret: sessionSecret(), maxAge: SESSION_SECONDS });
}

/** The id in a token of ours, or null for a forged, old or broken one. */
export async function decodeSession(token: string | undefined): Promise<string | null> {
  if (!token) return null;
  try {
    const payload = await decode({ token, secret: sessionSecret() });
    return typeof payload?.sid === "string" ? payload.sid : null;
  } catch {
    return null;
  }
}
