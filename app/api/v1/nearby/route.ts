import { listNearby } from "@/lib/data/nearby";
import { dayOf } from "@/lib/domain/working-time";
import { found } from "@/lib/http/api-answer";
import { refuseFields } from "@/lib/http/api-fields";
import { problem } from "@/lib/http/problem";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { NearbyQuestionSchema } from "@/lib/schemas/nearby";
import { labelOfState } from "@/lib/tracking/labels";
import { readJson } from "@/lib/web/api-body";
import { networkOfRequest } from "@/lib/web/api-caller";
import { apiHandler, otherMethods } from "@/lib/web/api-handler";
import { refuseOverLimit } from "@/lib/web/api-limit";

const ROUTE = "/api/v1/nearby";

/**
 * Open complaints of a service near a place, for whoever is about to lodge the same (docs/decisions/013). A POST, though it
 * changes nothing: a place may be a home, which belongs in no address, log or cache.
 */
export const POST = apiHandler(ROUTE, async ({ request, locale }) => {
  const limited = await refuseOverLimit("nearby", networkOfRequest(request), locale);
  if (limited) return limited;
  const json = await readJson(request);
  if (!json.ok) return problem(json.error, locale);
  const asked = NearbyQuestionSchema.safeParse(json.value);
  if (!asked.success) return refuseFields(fieldErrors(asked.error), locale);

  const { serviceCode, lat, long } = asked.data;
  const complaints = await listNearby({ serviceCode, point: { lat, long } });
  const shown = complaints.map(({ ref, districtId, state, dueAt, distance, others, ...complaint }) => ({
    ref,
    serviceCode,
    service: complaint.service[locale],
    districtId,
    lodgedOn: dayOf(complaint.lodgedAt),
    state,
    stateLabel: labelOfState({ state, kind: "complaint" }, locale),
    dueAt: dueAt?.toISOString() ?? null,
    distance,
    others,
  }));
  return found({ complaints: shown }, locale);
});

const other = otherMethods("POST, OPTIONS");

export { other as DELETE, other as GET, other as OPTIONS, other as PATCH, other as PUT };
