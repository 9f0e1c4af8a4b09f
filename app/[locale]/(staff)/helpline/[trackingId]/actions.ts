"use server";

import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import type { CallerState } from "@/components/complaint/helpline/caller-forms";
import type { VerifyState } from "@/components/complaint/helpline/verify-form";
import { findClosure } from "@/lib/data/health";
import { isUnwritable } from "@/lib/data/unavailable";
import { FACT_KINDS } from "@/lib/domain/complaint/caller";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { formatMoment } from "@/lib/tracking/dates";
import { actForCaller, CALLER_ACTIONS, type NewContact } from "@/lib/use-cases/act-for-caller";
import { type VerifyRefusal, verifyCaller } from "@/lib/use-cases/verify-caller";
import { sayNotSaved } from "@/lib/web/closed-words";
import { isLocale } from "@/lib/web/i18n/locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { findActor } from "@/lib/web/session";
import { sayRefusal } from "../say-refusal";

type Bound = { locale: Locale; trackingId: string };

function read(bound: Bound): Bound {
  const id = parseTrackingId(String(bound.trackingId));
  if (!id.ok) notFound();
  return { locale: isLocale(bound.locale) ? bound.locale : "en", trackingId: id.value };
}

/** Compares what the caller says with what is on file; neither answer nor page shows the latter. */
export async function submitVerify(bound: Bound, previous: VerifyState, form: FormData): Promise<VerifyState> {
  const actor = await findActor();
  const { locale, trackingId } = read(bound);
  const t = await getTranslations({ locale, namespace: "helpline" });
  const said = Object.fromEntries(FACT_KINDS.map((kind) => [kind, String(form.get(kind) ?? "").slice(0, 300)]));
  const refuse = (problem: string): VerifyState => ({
    attempt: (Number(previous?.attempt) || 0) + 1,
    values: said,
    problem,
  });
  if (!actor) return refuse(t("problems.signedOut"));
  const known = await verifyCaller({ trackingId, actor, said, now: new Date() });
  if (!known.ok && known.error.code !== "not_looked_up" && known.error.code !== "locked") {
    return refuse(await sayUnknown(known.error, locale));
  }
  // Known; or locked, or no longer looked up, which the page says itself.
  redirect(paths.helplineCase(locale, trackingId));
}

async function sayUnknown(refusal: VerifyRefusal, locale: Locale): Promise<string> {
  const t = await getTranslations({ locale, namespace: "helpline" });
  switch (refusal.code) {
    case "no_match":
      return t("verify.no_match", { left: refusal.left });
    case "locked":
      return t("verify.locked", { time: formatMoment(refusal.until, locale) });
    case "too_few":
      return t("verify.too_few");
    case "not_looked_up":
      return t("look.againLead");
    case "not_permitted":
    case "unrecorded":
      return t(`problems.${refusal.code}`);
  }
}

const HeadSchema = z.object({
  action: z.enum(CALLER_ACTIONS),
  version: z.coerce.number().int().min(1),
  actionId: z.uuid(),
});
const CONTACT_FIELDS = ["name", "phone", "email", "cnic", "channel"] as const;

/** Does one thing for the caller, as the workflow lets the helpline. */
export async function submitForCaller(bound: Bound, previous: CallerState, form: FormData): Promise<CallerState> {
  const actor = await findActor();
  const { locale, trackingId } = read(bound);
  const [t, desk] = await Promise.all([
    getTranslations({ locale, namespace: "helpline" }),
    getTranslations({ locale, namespace: "desk.refused" }),
  ]);
  const textOf = (name: string) => String(form.get(name) ?? "");
  const values = Object.fromEntries(["text", ...CONTACT_FIELDS].map((name) => [name, textOf(name)]));
  const attempt = (Number(previous?.attempt) || 0) + 1;
  const refuse = (action: string, words: { message: string; field?: string; version?: number }): CallerState => ({
    ...{ attempt, action, values },
    ...words,
  });
  const head = HeadSchema.safeParse(Object.fromEntries(form));
  if (!head.success) return refuse("", { message: desk("badForm") });
  const { action, version, actionId } = head.data;
  if (actor?.role !== "helpline") return refuse(action, { message: t("problems.signedOut") });

  const chosen = form.getAll("files").filter((value): value is File => value instanceof File && value.size > 0);
  const files = await Promise.all(chosen.map(async (file) => ({ bytes: Buffer.from(await file.arrayBuffer()) })));
  const contact = Object.fromEntries(CONTACT_FIELDS.map((name) => [name, textOf(name).trim()])) as NewContact;
  const request = { trackingId, actor, action, text: textOf("text"), contact, files, version, actionId };
  const outcome = await actForCaller({ ...request, now: new Date() }).catch((error: unknown) => {
    if (isUnwritable(error)) return null;
    throw error;
  });
  if (!outcome) return refuse(action, { message: sayNotSaved(findClosure(), locale) });
  if (!outcome.ok) {
    const { error } = outcome;
    if (error.code === "contact-unfit") return refuse(action, { field: "channel", message: t("act.contactUnfit") });
    if (error.code === "not-allowed-now" && error.bar === "unverified_caller") {
      return refuse(action, { message: t("verify.ended") });
    }
    const words = await sayRefusal(error, locale, (field) => labelOf(field));
    // A missing contact is a missing number, as far as this form can ask.
    return refuse(action, words.field === "contact" ? { ...words, field: "phone" } : words);
  }
  redirect(`${paths.helplineCase(locale, trackingId)}?${new URLSearchParams({ done: action })}`);

  function labelOf(field: string): string {
    if (field === "contact") return t("act.phone");
    if (field === "files") return t("act.files");
    return t(action === "DISPUTE" ? "act.missing" : action === "CALL_LOG" ? "act.note" : "act.text");
  }
}
