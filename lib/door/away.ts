import type { IncomingMessage } from "node:http";
import { SESSION_COOKIE } from "@/lib/http/cookie-names";
import { dropCookie } from "@/lib/http/cookies";
import { API, pathOf } from "@/lib/http/gate";
import { problem } from "@/lib/http/problem";
import { comeBackSeconds, refuseReadOnly } from "@/lib/http/read-only";
import { pageHeaders } from "@/lib/tracking/headers";
import { type Absence, renderAwayPage } from "@/lib/tracking/refusals";
import { paths } from "@/lib/web/paths";
import type { AppHealth } from "./app-health";
import { apiLanguage, isByScript, isForm, isRead, pageLanguage } from "./asking";

/** What the app answers itself in a read-only portal: staff come in, go out, end the mode, and read why they can't act. */
const STAFF_FORMS = /^\/(ur\/)?(sign-in|sign-out|admin|desk|helpline)(\/|$)/;
const SIGN_OUT = /^\/(ur\/)?sign-out$/;
/** A key that only opens. */
const KEY_FORM = /^\/(ur\/)?my\/[^/]+$/;

type Health = Pick<AppHealth, "state" | "since" | "announced">;

/**
 * The refusal of what would change something while nothing can be changed: null where the portal is normal, and for all
 * that the app answers in a read-only portal as well. Lodging is not asked about: that always works.
 */
export function refuseChange(health: Health, request: IncomingMessage): Response | null {
  if (health.state === "normal" || isRead(request) || request.method === "OPTIONS") return null;
  const path = pathOf(request);
  if (health.state === "away") return SIGN_OUT.test(path) ? forgetSession(request) : tellAway(health, request);
  if (/^\/api\/auth\//.test(path) || STAFF_FORMS.test(path)) return null;
  // With script the app's own action says why it can't act, and what was typed stays where it is.
  if (isByScript(request)) return null;
  if (KEY_FORM.test(path) && /^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "")) {
    return null;
  }
  return tellAway(health, request);
}

/** Whoever leaves a shared computer can't wait for the app: the browser has no session any more, and its row runs out. */
function forgetSession(request: IncomingMessage): Response {
  const headers = {
    location: paths.home(pageLanguage(request)),
    "set-cookie": dropCookie(SESSION_COOKIE),
    "cache-control": "no-store",
    "clear-site-data": '"cache"',
  };
  return new Response(null, { status: 303, headers });
}

/** Never a bare "maintenance": people are told what works and what became of their answers, programs when to come back. */
export function tellAway(health: Health, request: IncomingMessage): Response {
  const absence = absenceOf(health);
  const now = new Date();
  const headers = { "retry-after": String(comeBackSeconds(absence.until, now)) };
  if (!wantsPage(request)) {
    const locale = apiLanguage(request);
    return absence.what === "away" ? problem("unavailable", locale, { headers }) : refuseReadOnly(absence, locale, now);
  }
  const sent = !isRead(request);
  const body = renderAwayPage({ locale: pageLanguage(request), absence, sent });
  return new Response(body, { status: 503, headers: { ...pageHeaders(), ...headers, "cache-control": "no-store" } });
}

function wantsPage(request: IncomingMessage): boolean {
  if (API.test(pathOf(request)) || isByScript(request)) return false;
  return isForm(request) || /\btext\/html\b/.test(request.headers.accept ?? "");
}

/** In what way the portal isn't whole, since when and until when, as far as anybody knows. */
export function absenceOf({ state, since, announced }: Health): Absence {
  return {
    what: state === "away" ? "away" : "read-only",
    since: state === "normal" ? new Date() : since, // it was there a moment ago
    until: announced?.until ? new Date(announced.until) : null,
    reason: announced?.reason ?? null,
  };
}
