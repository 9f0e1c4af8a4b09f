"use server";

import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ActState, Refused } from "@/components/complaint/case-actions";
import { findCase } from "@/lib/data/cases";
import { findClosure } from "@/lib/data/health";
import { isUnwritable } from "@/lib/data/unavailable";
import { findDeskOf } from "@/lib/data/users";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import type { Action } from "@/lib/domain/complaint/workflow";
import { type ActFields, ActHeadSchema, actSchema, readActForm } from "@/lib/schemas/act";
import { actOnComplaint } from "@/lib/use-cases/act-on-complaint";
import { sayNotSaved } from "@/lib/web/closed-words";
import { isLocale } from "@/lib/web/i18n/locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { findActor } from "@/lib/web/session";
import { readEvidence, readTyped } from "./act-form";
import { DESK_BY_OFFICER, flawOf, sentenceFor } from "./refusal-words";

type Bound = { locale: Locale; trackingId: string };

/** Does one thing to one complaint, as the workflow allows whoever is signed in. */
export async function submitAct(bound: Bound, previous: ActState, form: FormData): Promise<ActState> {
  const actor = await findActor();
  const locale = isLocale(bound.locale) ? bound.locale : "en";
  const id = parseTrackingId(String(bound.trackingId));
  if (!id.ok) notFound();
  const trackingId = id.value;
  const [t, domain] = await Promise.all([
    getTranslations({ locale, namespace: "desk" }),
    getTranslations({ locale, namespace: "domain" }),
  ]);
  const refuse = (action: string, refusal: Pick<Refused, "message" | "field" | "changes" | "version">): Refused => {
    const attempt = (Number(previous?.attempt) || 0) + 1;
    return { ...refusal, attempt, action, typed: readTyped(form), hadFiles: readEvidence(form).length > 0 };
  };

  const head = ActHeadSchema.safeParse(Object.fromEntries(form));
  if (!head.success) return refuse("", { message: t("refused.badForm") });
  const { action, version, actionId } = head.data;
  if (!actor) return refuse(action, { message: t("refused.signedOut") });
  const fields = actSchema(action).safeParse(readActForm(form));
  if (!fields.success) return refuse(action, flawOf(fields.error, action, t));

  const now = new Date();
  const evidence = await Promise.all(
    readEvidence(form).map(async (file) => ({ bytes: Buffer.from(await file.arrayBuffer()) })),
  );
  const input = await complete(action, fields.data, evidence.length);
  const request = { trackingId, action, actor, input, version, actionId, evidence, now };
  const outcome = await actOnComplaint(request).catch((error: unknown) => {
    if (isUnwritable(error)) return null;
    throw error;
  });
  if (!outcome) return refuse(action, { message: sayNotSaved(findClosure(), locale) });
  if (!outcome.ok) {
    // The same answer as the page's: nobody learns here that a complaint exists.
    if (outcome.error.code === "unknown") notFound();
    return refuse(action, sentenceFor(outcome.error, { action, locale, t, domain }));
  }

  const done = new URLSearchParams({ done: action });
  if (await findCase(trackingId, actor, now)) redirect(`${paths.deskCase(locale, trackingId)}?${done}`);
  done.set("id", trackingId);
  redirect(`${paths.desk(locale)}?${done}`);
}

/** What the form needn't ask: how many files came, and the desk at which the chosen officer sits. */
async function complete(action: Action, fields: ActFields, files: number) {
  if (action === "ATTACH") return { ...fields, files };
  if (!DESK_BY_OFFICER.has(action) || !fields.officer || fields.desk) return fields;
  return { ...fields, desk: (await findDeskOf(fields.officer)) ?? undefined };
}
