"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { SESSION_COOKIE } from "@/lib/http/cookie-names";
import { signOut } from "@/lib/use-cases/sign-out";
import { isLocale } from "@/lib/web/i18n/locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { findSignedIn } from "@/lib/web/session";

/** Ends the asker's own session; with none, there is nothing to end. */
export async function submitSignOut(bound: Locale): Promise<void> {
  const signedIn = await findSignedIn();
  const locale = isLocale(bound) ? bound : "en";
  if (signedIn) await signOut(signedIn.sessionId);
  (await cookies()).delete(SESSION_COOKIE);
  redirect(`${paths.signIn(locale)}?ended=1`);
}
