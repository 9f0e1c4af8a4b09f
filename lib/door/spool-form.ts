import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Semaphore } from "async-mutex";
import type { JustLodged } from "@/lib/http/cookies";
import { type LodgeForm, readLodgeForm } from "@/lib/http/lodge-form";
import { logSurprise } from "@/lib/http/log-surprise";
import type { Minted } from "@/lib/http/mint";
import { countUse } from "@/lib/http/rate-limit";
import type { FieldError } from "@/lib/schemas/field-errors";
import { decideLodgement } from "@/lib/schemas/lodge-form";
import { pageHeaders } from "@/lib/tracking/headers";
import { type LodgeTrouble, renderLodgeAgainPage } from "@/lib/tracking/lodge-again-page";
import { renderLodgedPage } from "@/lib/tracking/lodged-page";
import type { Locale } from "@/lib/web/i18n/routing";
import { isSensitive, needsPlace, readReference } from "@/lib/web/reference";
import { boundaryOf, isByScript, networkOfAsking, pageLanguage } from "./asking";
import type { DoorParts } from "./door-parts";
import type { KeptBody } from "./kept-body";

/** A form is read whole where its files are, so one at a time: about three times its size in memory. */
const reading = new Semaphore(1);

export type Spooled = { page: Response; lodged: JustLodged; locale: Locale } | { refusal: Response };

/** Takes a lodging form in the app's place, by the app's own reading of its fields, or says on a page what is wrong. */
export async function spoolForm(
  parts: DoorParts,
  request: IncomingMessage,
  { body, minted }: { body: KeptBody; minted: Minted },
): Promise<Spooled> {
  return reading.runExclusive(async () => {
    const form = await readForm(request, body);
    if (!form) return { refusal: refuseForm(request, "unreadable") };
    if ((await countUse("lodge", networkOfAsking(request))) !== null) {
      return { refusal: refuse(request, { form, errors: [], trouble: "too-many" }) };
    }
    return keep(parts, request, form, minted);
  });
}

async function keep(
  { taking, health }: DoorParts,
  request: IncomingMessage,
  form: LodgeForm,
  minted: Minted,
): Promise<Spooled> {
  const { trackingId, claimKey, claimKeyHash } = minted;
  const files = form.files.ok ? form.files.value : [];
  const decision = decideLodgement(form.answers, {
    language: form.language,
    claimKeyHash,
    savedAt: new Date().toISOString(),
    attachments: files.map(({ listed }) => listed),
    needsPlace: needsPlace(form.answers.serviceCode),
  });
  const errors = [
    ...(decision.ok ? [] : decision.error),
    ...(form.files.ok ? [] : [{ field: "attachments", code: form.files.error }]),
  ];
  if (!decision.ok || errors.length > 0) return { refusal: refuse(request, { form, errors, trouble: null }) };

  const now = new Date();
  const taken = await taking.complaint(trackingId, Buffer.from(JSON.stringify(decision.value)), now);
  if (!taken.ok) {
    const { error } = taken;
    if (error.code === "fields") return { refusal: refuse(request, { form, errors: error.errors, trouble: null }) };
    return { refusal: refuse(request, { form, errors: [], trouble: TROUBLES[error.code] ?? "again" }) };
  }
  let filesMissing = 0;
  for (const { listed, bytes } of files) {
    const received = await taking.file({ trackingId, sha256: listed.sha256, claimKeyHash }, bytes, now);
    if (!received.ok) filesMissing += 1;
  }
  const sensitive = isSensitive(decision.value.serviceCode);
  const lodged = { press: "", trackingId, claimKey, dueAt: null, sensitive, assigned: false, filesMissing };
  const locale = form.language;
  const html = renderLodgedPage({ locale, lodged, receivedAt: new Date(taken.value.receivedAt), portal: health.state });
  return { page: page(html, 202), lodged, locale };
}

const TROUBLES: Record<string, LodgeTrouble> = { "no-space": "no-space", unavailable: "unexpected" };
const STATUSES: Record<LodgeTrouble, number> = {
  "no-space": 507,
  full: 507,
  unexpected: 503,
  unreadable: 422,
  again: 409,
  "too-many": 429,
};

/** The refusal of a form whose fields nobody has read: what was typed is in the browser still. */
export function refuseForm(request: IncomingMessage, trouble: "unreadable" | "full"): Response {
  return refuse(request, { form: null, errors: [], trouble });
}

type Refused = { form: LodgeForm | null; errors: readonly FieldError[]; trouble: LodgeTrouble | null };

/** Everything typed comes back in a form that can be sent again; only files must be chosen anew. */
function refuse(request: IncomingMessage, { form, errors, trouble }: Refused): Response {
  const locale = form?.language ?? pageLanguage(request);
  const status = trouble ? STATUSES[trouble] : 422;
  const html = renderLodgeAgainPage({
    locale,
    reference: readReference(locale),
    answers: form?.answers ?? null,
    hadFiles: form?.hadFiles ?? false,
    errors,
    trouble,
  });
  const answer = page(html, status);
  if (status === 429 || status === 503) answer.headers.set("retry-after", "60");
  return answer;
}

function page(html: string, status: number): Response {
  return new Response(html, { status, headers: { ...pageHeaders(), "cache-control": "no-store" } });
}

/** Null for a body that is no form after all. */
async function readForm(request: IncomingMessage, body: KeptBody): Promise<LodgeForm | null> {
  try {
    const form = await parse(request, await body.read());
    return await readLodgeForm(isByScript(request) ? unwrapped(form) : form);
  } catch (error) {
    if (!(error instanceof TypeError)) logSurprise("the reading of a form", error);
    return null;
  }
}

/** What reads it here takes no boundary of fewer than 27 characters, where RFC 2046 lets one do; the app's takes any. */
function parse(request: IncomingMessage, bytes: Buffer): Promise<FormData> {
  const boundary = boundaryOf(request);
  if (boundary === null || boundary.length >= 27) {
    const headers = { "content-type": request.headers["content-type"] ?? "" };
    return new Response(new Uint8Array(bytes), { headers }).formData();
  }
  const longer = `jawab-${randomUUID()}`;
  const parts: Uint8Array[] = [];
  const mark = Buffer.concat([Buffer.from("\r\n--"), boundary]);
  const isFirst = bytes.indexOf(mark.subarray(2)) === 0;
  let from = isFirst ? mark.length - 2 : 0;
  if (isFirst) parts.push(Buffer.from(`--${longer}`));
  for (let at = bytes.indexOf(mark, from); at >= 0; at = bytes.indexOf(mark, from)) {
    parts.push(bytes.subarray(from, at), Buffer.from(`\r\n--${longer}`));
    from = at + mark.length;
  }
  parts.push(bytes.subarray(from));
  const headers = { "content-type": `multipart/form-data; boundary=${longer}` };
  return new Response(new Uint8Array(Buffer.concat(parts)), { headers }).formData();
}

/** React numbers the fields of a form that its script sends: `1_text`. */
function unwrapped(form: FormData): FormData {
  const plain = new FormData();
  for (const [name, value] of form) {
    const field = name.replace(/^_?\d+_/, "");
    if (typeof value === "string") plain.append(field, value);
    else plain.append(field, value, value.name);
  }
  return plain;
}
