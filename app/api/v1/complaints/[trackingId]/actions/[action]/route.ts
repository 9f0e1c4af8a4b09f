import { stored } from "@/lib/http/api-answer";
import { refuseFields } from "@/lib/http/api-fields";
import { readTrackingId } from "@/lib/http/api-tracking-id";
import { noKey, problem } from "@/lib/http/problem";
import { ACTION_BODIES, isCitizenVerb } from "@/lib/schemas/actions";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { actAsCitizen } from "@/lib/use-cases/act-as-citizen";
import { readJson } from "@/lib/web/api-body";
import { claimKeyOf, networkOfRequest } from "@/lib/web/api-caller";
import { apiHandler, otherMethods } from "@/lib/web/api-handler";
import { refuseOverLimit } from "@/lib/web/api-limit";
import { answerRefusal } from "./answer-refusal";

type Params = { trackingId: string; action: string };
const ROUTE = "/api/v1/complaints/{trackingId}/actions/{action}";

/** One thing that a citizen can do, by claim key (design §4). */
export const POST = apiHandler<Params>(ROUTE, async ({ request, params, locale }) => {
  const verb = params.action;
  if (!isCitizenVerb(verb)) return problem("unknown-action", locale);
  const id = readTrackingId(params.trackingId);
  if (!id.ok) return problem(id.error, locale);
  const claimKey = claimKeyOf(request);
  if (claimKey === null) return noKey(locale);
  const network = networkOfRequest(request);
  const trackingId = id.value;
  // By network too, or a stranger who knows the ID could use up its owner's share.
  const limited = await refuseOverLimit("act", `${trackingId} ${network}`, locale);
  if (limited) return limited;
  const json = await readJson(request);
  if (!json.ok) return problem(json.error, locale);
  const body = ACTION_BODIES[verb].schema.safeParse(json.value);
  if (!body.success) return refuseFields(fieldErrors(body.error), locale);

  const acted = await actAsCitizen({ trackingId, verb, claimKey, body: body.data, now: new Date() });
  return acted.ok
    ? stored({ ok: true, ...acted.value }, 200)
    : answerRefusal(acted.error, { trackingId, network, locale });
});

const other = otherMethods("POST, OPTIONS");

export { other as DELETE, other as GET, other as OPTIONS, other as PATCH, other as PUT };
