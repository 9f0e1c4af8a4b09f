import type { RefusalCode } from "@/lib/domain/complaint/refusal";
import { refuseFields } from "@/lib/http/api-fields";
import { problem } from "@/lib/http/problem";
import { labelOfAction } from "@/lib/tracking/labels";
import { verbsOf } from "@/lib/use-cases/act-as-citizen";
import type { ActRefusal } from "@/lib/use-cases/act-on-complaint";
import { refuseOverLimit } from "@/lib/web/api-limit";
import type { Locale } from "@/lib/web/i18n/routing";

type Asked = { trackingId: string; network: string; locale: Locale };

/** Why a citizen's action was refused, as a problem that says what is possible. */
export async function answerRefusal(refusal: ActRefusal, { trackingId, network, locale }: Asked): Promise<Response> {
  switch (refusal.code) {
    case "unknown":
      return (await refuseOverLimit("miss", network, locale)) ?? problem("unknown-complaint", locale);
    case "wrong-key":
      return (await refuseOverLimit("claim", trackingId, locale)) ?? problem("wrong-key", locale);
    case "stale": {
      const { version, state } = refusal;
      // The role and never the name: whoever handles the case need not be known to everybody with its key.
      const changes = refusal.changes.map(({ at, action, role }) => ({
        at,
        action,
        role,
        label: labelOfAction(action, locale),
      }));
      return problem("stale", locale, { members: { version, state, changes } });
    }
    case "not-allowed-now": {
      const { bar, state, version, allowed } = refusal;
      return problem("not-allowed-now", locale, {
        members: { reason: bar, state, version, allowed: verbsOf(allowed) },
      });
    }
    case "refused":
      return refuseFields([{ field: refusal.refusal.field, code: fieldCode(refusal.refusal.code) }], locale);
    case "file-not-taken":
      return problem(refusal.reason === "too-large" ? "file-too-large" : refusal.reason, locale);
    case "no-space":
    case "action-id-taken":
      return problem(refusal.code, locale);
  }
}

/** Codes of messages, namespace `fields`; the bodies' own shape has been checked, so that little else is left. */
const FIELD_CODES: Partial<Record<RefusalCode, string>> = { missing: "required", too_long: "too-long" };

function fieldCode(code: RefusalCode): string {
  return FIELD_CODES[code] ?? "not-valid";
}
