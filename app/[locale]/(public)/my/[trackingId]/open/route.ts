import { findOwnComplaint } from "@/lib/data/complaints";
import { isClaimKeyShaped } from "@/lib/domain/complaint/claim-key";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { countUse } from "@/lib/http/rate-limit";
import { networkOfRequest } from "@/lib/web/api-caller";
import { addClaim } from "@/lib/web/claims";
import { isLocale } from "@/lib/web/i18n/locale";
import { DEFAULT_LOCALE, type Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import type { KeyError } from "../key-error";

type Context = { params: Promise<{ locale: string; trackingId: string }> };

/** A key is 43 characters; whoever sends more than this sends something else. */
const MAX_BODY = 4_096;

/**
 * Opens a complaint by its claim key, sent by POST to /my/{trackingId} (next.config.ts rewrites forms in this encoding to
 * here; those of server actions are multipart). The key goes into this phone's cookie and never into an address.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { locale, id, typed } = await readPath(params);
  if (!id) return seeOther(paths.status(locale, typed));
  const error = await open(request, id);
  return seeOther(`${paths.myComplaint(locale, id)}?${error ? `error=${error}` : "done=opened"}`);
}

/** Somebody followed the rewritten address itself. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { locale, id, typed } = await readPath(params);
  return seeOther(id ? paths.myComplaint(locale, id) : paths.status(locale, typed));
}

/** The right key always opens, however many wrong ones a stranger has tried. */
async function open(request: Request, trackingId: string): Promise<KeyError | null> {
  const claimKey = (await readKey(request)).replace(/\s/g, "");
  if (!isClaimKeyShaped(claimKey)) return "not-a-key";
  const outcome = await findOwnComplaint(trackingId, claimKey, new Date());
  if (outcome.ok) {
    await addClaim({ trackingId, claimKey });
    return null;
  }
  const isMiss = outcome.error === "unknown";
  const wait = isMiss ? await countUse("miss", networkOfRequest(request)) : await countUse("claim", trackingId);
  return wait === null ? outcome.error : "too-many";
}

async function readKey(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? MAX_BODY) > MAX_BODY) return "";
  const body = await request.text();
  return body.length > MAX_BODY ? "" : (new URLSearchParams(body).get("claimKey") ?? "");
}

async function readPath(params: Context["params"]) {
  const { locale: asked, trackingId: typed } = await params;
  const locale: Locale = isLocale(asked) ? asked : DEFAULT_LOCALE;
  const parsed = parseTrackingId(typed);
  return { locale, typed, id: parsed.ok ? parsed.value : null };
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
