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

/** An administrator's pass lasts this long and is not renewed. */
export const PASS_SECONDS = 600;

/**
 * The same kind of token, for an administrator who signs in while no row can be written (design §3, "Modes"): it names the
 * account and ends by itself. It opens what can be read and /admin, and nothing that writes (session.ts).
 */
export function encodePass(userId: string): Promise<string> {
  return encode({ token: { pass: userId }, secret: sessionSecret(), maxAge: PASS_SECONDS });
}

/** Whose pass a token of ours is, or null for every other one. */
export async function decodePass(token: string | undefined): Promise<{ passId: string; userId: string } | null> {
  const payload = await decodeToken(token);
  const { pass, jti } = payload ?? {};
  return typeof pass === "string" && typeof jti === "string" ? { passId: jti, userId: pass } : null;
}

/** The id in a token of ours, or null for a forged, old or broken one. */
export async function decodeSession(token: string | undefined): Promise<string | null> {
  const payload = await decodeToken(token);
  return typeof payload?.sid === "string" ? payload.sid : null;
}

async function decodeToken(token: string | undefined) {
  if (!token) return null;
  try {
    return await decode({ token, secret: sessionSecret() });
  } catch {
    return null;
  }
}
