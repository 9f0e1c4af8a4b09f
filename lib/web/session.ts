import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findPersonByPass, findPersonBySession, type Person, sessionIdOfPass } from "@/lib/data/sessions";
import { isStaffRole, type StaffActor, type StaffRole } from "@/lib/domain/complaint/actor";
import { SESSION_COOKIE } from "@/lib/http/cookie-names";
import type { Locale } from "./i18n/routing";
import { paths } from "./paths";
import { decodePass, decodeSession } from "./session-token";

/** `byPass`: an administrator who came in while nothing could be written, for ten minutes and for reading. */
export type SignedIn = { sessionId: string; person: Person; actor: StaffActor | null; byPass: boolean };
export type SignedInStaff = SignedIn & { actor: StaffActor };

/**
 * Who is asking, by the session's row as it is now (design §7), or null. Once a request while a page renders, so that
 * layout, page and metadata read one and the same.
 */
export const findSignedIn = cache(async (): Promise<SignedIn | null> => {
  const token = (await cookies()).get(SESSION_COOKIE)?.value;
  const sessionId = await decodeSession(token);
  if (!sessionId) return findByPass(token);
  const person = await findPersonBySession(sessionId, new Date());
  return person && { sessionId, person, actor: toActor(person), byPass: false };
});

async function findByPass(token: string | undefined): Promise<SignedIn | null> {
  const pass = await decodePass(token);
  const person = pass && (await findPersonByPass(pass));
  return person && { sessionId: sessionIdOfPass(pass.passId), person, actor: toActor(person), byPass: true };
}

/**
 * The domain's actor for whoever wants to do something; null for a stranger, for a citizen's account, and for a pass, by
 * which one reads.
 */
export async function findActor(): Promise<StaffActor | null> {
  const signedIn = await findSignedIn();
  return signedIn && !signedIn.byPass ? signedIn.actor : null;
}

/** The administrator who is asking, by session or pass; null for everybody else. What /admin's actions ask first. */
export async function findAdmin(): Promise<SignedInStaff | null> {
  const signedIn = await findSignedIn();
  return signedIn?.actor?.role === "admin" ? { ...signedIn, actor: signedIn.actor } : null;
}

/**
 * The first line of every page for staff. Strangers are sent to sign in, and come back to `next`; an account that is
 * none of `roles` (by default: any staff) gets a 404, which tells nothing.
 */
export async function requireStaff(
  locale: Locale,
  { next, roles }: { next?: string; roles?: readonly StaffRole[] } = {},
): Promise<SignedInStaff> {
  const signedIn = await findSignedIn();
  if (!signedIn) redirect(next ? `${paths.signIn(locale)}?next=${encodeURIComponent(next)}` : paths.signIn(locale));
  const { actor } = signedIn;
  if (!actor || (roles && !roles.includes(actor.role))) notFound();
  return { ...signedIn, actor };
}

function toActor({ id, role, level, deskId, departmentId, jurisdictionId }: Person): StaffActor | null {
  return isStaffRole(role) ? { kind: "staff", id, role, level, deskId, departmentId, jurisdictionId } : null;
}
