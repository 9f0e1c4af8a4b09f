"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { findOwnComplaint } from "@/lib/data/complaints";
import { isUnwritable } from "@/lib/data/unavailable";
import type { State } from "@/lib/domain/complaint/states";
import type { Action } from "@/lib/domain/complaint/workflow";
import { countUse } from "@/lib/http/rate-limit";
import { actOnComplaint } from "@/lib/use-cases/act-on-complaint";
import { joinComplaint } from "@/lib/use-cases/join-complaint";
import { findClaim, removeClaim } from "@/lib/web/claims";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import type { ActionState } from "./action-state";
import { explain, refuseClosed, refuseWith } from "./explain";
import { actionOf, readSent } from "./send";

/** One of the owner's actions. Who is asking is told by the claim key in this phone's cookie, and by nothing in the form. */
export async function act(
  locale: Locale,
  trackingId: string,
  previous: ActionState,
  form: FormData,
): Promise<ActionState> {
  const claimKey = await findClaim(trackingId);
  const now = new Date();
  const own = claimKey === null ? null : await findOwnComplaint(trackingId, claimKey, now);
  if (claimKey === null || !own?.ok) return refuseWith(locale, "key", previous, form);
  if (await countUse("act", trackingId)) return refuseWith(locale, "too-many", previous, form);

  const sent = readSent(form);
  if (!sent.ok) return refuseWith(locale, sent.error.words, previous, form);
  const { verb, actionId, version, input, ref } = sent.value;
  const action = actionOf(verb, own.value.allowed);
  const actor = { kind: "citizen", claimKey } as const;
  const sending =
    ref === undefined
      ? actOnComplaint({ trackingId, action, actor, input, version, actionId, now })
      : joinComplaint({ trackingId, claimKey, ref, version, actionId, now });
  const outcome = await sending.catch((error: unknown) => {
    if (isUnwritable(error)) return null;
    throw error;
  });
  if (!outcome) return refuseClosed(locale, previous, form);
  if (!outcome.ok) {
    refresh(); // what follows is judged by what stands now, and wants a new actionId
    return explain(locale, outcome.error, previous, form);
  }
  const done = doneOf(action, verb, outcome.value.state);
  // The version makes each success an address of its own, so that the forms begin anew.
  redirect(`${paths.myComplaint(locale, trackingId)}?done=${done}&version=${outcome.value.version}`);
}

/** What the page says of it. A confirmation that others have yet to share closes nothing. */
function doneOf(action: Action, verb: string, state: State): string {
  if (action === "PROVIDE_INFO") return "answer";
  return action === "CONFIRM" && state !== "CLOSED_CONFIRMED" ? "voted" : verb;
}

/** Forgets the key on this phone, after a second yes. Answers with the refusal's words. */
export async function forget(
  locale: Locale,
  trackingId: string,
  _previous: string | null,
  form: FormData,
): Promise<string | null> {
  if (form.get("sure") !== "on") {
    const t = await getTranslations({ locale, namespace: "my.forget" });
    return t("needed");
  }
  await removeClaim(trackingId);
  redirect(`${paths.my(locale)}?removed=1`);
}
