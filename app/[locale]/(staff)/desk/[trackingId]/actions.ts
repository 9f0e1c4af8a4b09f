"use server";

import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { ActState, Refused } from "@/components/complaint/case-actions";
import { findCase } from "@/lib/data/cases";
import { findClosure } from "@/lib/data/health";
import { isUnwritable } from "@/lib/data/unavailable";
import { findDeskOf } from "@/lib/data/users";
import { hasGap } from "@/lib/domain/complaint/template";
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
import { fillIn } from "./fill-in";
import { meanwhile } from "./meanwhile";
import { gapSentence } from "./question-words";
import { DESK_BY_OFFICER, flawOf, sentenceFor } from "./refusal-words";

/** `from` and `n`: the list that the author came from, and the place in it. */
type Bound = { locale: Locale; trackingId: string; from?: string; n?: number };
type Words = Omit<Refused, "attempt" | "action" | "typed" | "hadFiles"> & Partial<Pick<Refused, "typed">>;

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
  const refuse = (action: string, words: Words): Refused => {
    const attempt = (Number(previous?.attempt) || 0) + 1;
    return { typed: readTyped(form), ...words, attempt, action, hadFiles: readEvidence(form).length > 0 };
  };

  const head = ActHeadSchema.safeParse(Object.fromEntries(form));
  if (!head.success) return refuse("", { message: t("refused.badForm") });
  const { action, version, actionId } = head.data;
  if (!actor) return refuse(action, { message: t("refused.signedOut") });
  const now = new Date();
  if (form.has("fill")) {
    const theCase = await findCase(trackingId, actor, now);
    if (!theCase) notFound();
    const typed = await fillIn(action, readTyped(form), { theCase, actor, now });
    return refuse(action, { message: "", filled: true, typed });
  }
  const fields = actSchema(action).safeParse(readActForm(form));
  if (!fields.success) return refuse(action, flawOf(fields.error, action, t));
  const gap = (["publicText", "text", "reason"] as const).find((field) => hasGap(fields.data[field] ?? ""));
  if (gap) return refuse(action, { field: gap, message: await gapSentence(action, gap, locale) });

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
    const words = sentenceFor(outcome.error, { action, locale, t, domain });
    if (outcome.error.code !== "stale") return refuse(action, words);
    const aside = await meanwhile({ trackingId, action, actor, locale, now, seen: form.get("seen") });
    return refuse(action, { ...words, meanwhile: aside });
  }

  const done = new URLSearchParams({ done: action });
  if (bound.from !== undefined) done.set("from", String(bound.from).slice(0, FROM_LIMIT));
  if (bound.n !== undefined) done.set("n", String(Number(bound.n) || 0));
  if (await findCase(trackingId, actor, now)) redirect(`${paths.deskCase(locale, trackingId)}?${done}`);
  const left = new URLSearchParams({ done: action, id: trackingId });
  redirect(`${paths.desk(locale)}?${left}`);
}

/** Longer than any query that the inbox writes. */
const FROM_LIMIT = 600;

/** What the form needn't ask: how many files came, and the desk at which the chosen officer sits. */
async function complete(action: Action, fields: ActFields, files: number) {
  if (action === "ATTACH") return { ...fields, files };
  if (!DESK_BY_OFFICER.has(action) || !fields.officer || fields.desk) return fields;
  return { ...fields, desk: (await findDeskOf(fields.officer)) ?? undefined };
}
