import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { findPersonBySession, type Person } from "@/lib/data/sessions";
import { isStaffRole, type StaffActor, type StaffRole } from "@/lib/domain/complaint/actor";
import { SESSION_COOKIE } from "@/lib/http/cookie-names";
import type { Locale } from "./i18n/routing";
import { paths } from "./paths";
import { decodeSession } from "./session-token";

export type SignedIn = { sessionId: string; person: Person; actor: StaffActor | null };
export type SignedInStaff = SignedIn & { actor: StaffActor };

/**
 * Who is asking, by the session's row as it is now (design §7), or null. Once a request while a page renders, so that
 * layout, page and metadata read one and the same.
 */
export const findSignedIn = cache(async (): Promise<SignedIn | null> => {
  const sessionId = await decodeSession((await cookies()).get(SESSION_COOKIE)?.value);
  const person = sessionId && (await findPersonBySession(sessionId, new Date()));
  return person ? { sessionId, person, actor: toActor(person) } : null;
});

/** The domain's actor for whoever is asking; null for a stranger, and for a citizen's account. */
export async function findActor(): Promise<StaffActor | null> {
  return (await findSignedIn())?.actor ?? null;
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
