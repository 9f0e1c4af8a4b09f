import { contentHash } from "@/lib/domain/complaint/content-hash";
import { stored } from "@/lib/http/api-answer";
import { refuseFields } from "@/lib/http/api-fields";
import { readTrackingId } from "@/lib/http/api-tracking-id";
import { receivedAtOf } from "@/lib/http/door-header";
import { problem } from "@/lib/http/problem";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { LodgementSchema } from "@/lib/schemas/lodgement";
import { lodgeComplaint } from "@/lib/use-cases/lodge-complaint";
import { readJson } from "@/lib/web/api-body";
import { claimKeyOf, networkOfRequest } from "@/lib/web/api-caller";
import { apiHandler, otherMethods } from "@/lib/web/api-handler";
import { refuseOverLimit } from "@/lib/web/api-limit";
import { answerOwner, answerPublic } from "./answer-status";

type Params = { trackingId: string };
const ROUTE = "/api/v1/complaints/{trackingId}";

/** A lodging (design §4). The same content again, at the same moment too, finds the first one. */
export const PUT = apiHandler<Params>(ROUTE, async ({ request, params, locale }) => {
  // What a door has acknowledged was counted there, and comes from one address now.
  const acknowledgedAt = receivedAtOf(request);
  const limited = acknowledgedAt ? null : await refuseOverLimit("lodge", networkOfRequest(request), locale);
  if (limited) return limited;
  const id = readTrackingId(params.trackingId);
  if (!id.ok) return problem(id.error, locale);
  const json = await readJson(request);
  if (!json.ok) return problem(json.error, locale);
  const body = LodgementSchema.safeParse(json.value);
  if (!body.success) return refuseFields(fieldErrors(body.error), locale);

  const lodged = await lodgeComplaint({
    trackingId: id.value,
    body: body.data,
    contentHash: contentHash(json.value as Record<string, unknown>), // as received: the parsed body is trimmed
    channel: "api",
    accepted: acknowledgedAt !== null,
    now: acknowledgedAt ?? new Date(),
  });
  if (!lodged.ok) {
    return lodged.error.code === "fields"
      ? refuseFields(lodged.error.errors, locale)
      : problem(lodged.error.code, locale);
  }
  const { created, trackingId, receivedAt, state } = lodged.value;
  const answer = { ok: true, trackingId, contentHash: lodged.value.contentHash, receivedAt, state, receipt: null };
  return stored(answer, created ? 201 : 200);
});

/** The status (design §4): a stranger's view, or with the claim key the owner's. */
export const GET = apiHandler<Params>(ROUTE, async ({ request, params, locale }) => {
  const network = networkOfRequest(request);
  const limited = await refuseOverLimit("lookup", network, locale);
  if (limited) return limited;
  const id = readTrackingId(params.trackingId);
  if (!id.ok) return (await refuseOverLimit("miss", network, locale)) ?? problem(id.error, locale);
  const look = { trackingId: id.value, network, locale, now: new Date() };
  const claimKey = claimKeyOf(request);
  return claimKey === null ? answerPublic(look) : answerOwner(look, claimKey);
});

const other = otherMethods("GET, HEAD, PUT, OPTIONS");

export { other as DELETE, other as OPTIONS, other as PATCH, other as POST };
