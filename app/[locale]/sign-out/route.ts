import { cookies } from "next/headers";
import { SESSION_COOKIE } from "@/lib/http/cookie-names";
import { signOut } from "@/lib/use-cases/sign-out";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";
import { findSignedIn } from "@/lib/web/session";

type Context = { params: Promise<{ locale: string }> };

/**
 * Ends the asker's own session; with none, there is nothing to end. A plain form's POST and no server action: the browser
 * leaves the page, and with it all that a client-side router remembers for the Back button. Pages in the browser's memory go
 * by `Clear-Site-Data`; not the storage, where a citizen's unsent complaints lie on a shared computer.
 */
export async function POST(_request: Request, { params }: Context): Promise<Response> {
  const locale = await requireLocale(params);
  const signedIn = await findSignedIn();
  if (signedIn) await signOut(signedIn.sessionId);
  (await cookies()).delete(SESSION_COOKIE);
  return new Response(null, {
    status: 303,
    headers: {
      location: `${paths.signIn(locale)}?ended=1`,
      "cache-control": "no-store",
      "clear-site-data": '"cache"',
    },
  });
}
