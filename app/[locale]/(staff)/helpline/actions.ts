"use server";

import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { LookUpState } from "@/components/complaint/helpline/look-up-form";
import { lookUpComplaints } from "@/lib/use-cases/look-up-complaints";
import { resendIds } from "@/lib/use-cases/resend-ids";
import { isLocale } from "@/lib/web/i18n/locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { findActor } from "@/lib/web/session";
import { sayLookUpRefusal, toFoundRow } from "./look-up-words";

/** Looks up what a caller gives, or sends the IDs to the contact on file. What is found is in the answer to the POST alone. */
export async function submitLookUp(bound: Locale, previous: LookUpState, form: FormData): Promise<LookUpState> {
  const actor = await findActor();
  const locale = isLocale(bound) ? bound : "en";
  const t = await getTranslations({ locale, namespace: "helpline" });
  const textOf = (name: string) => String(form.get(name) ?? "").slice(0, 600);
  const values = { sought: textOf("sought"), reason: textOf("reason"), words: textOf("words") };
  const state: LookUpState = { attempt: (Number(previous?.attempt) || 0) + 1, values, problems: [] };
  if (!actor) return { ...state, trouble: t("problems.signedOut") };

  const now = new Date();
  const request = { actor, sought: values.sought, reason: { code: values.reason, words: values.words }, now };
  if (form.get("step") === "send") {
    const sent = await resendIds(request);
    if (!sent.ok) return { ...state, ...(await sayLookUpRefusal(sent.error, locale)) };
    return { ...state, values: EMPTY, sent: { title: t("look.resent"), lead: t("look.resentLead") } };
  }
  const looked = await lookUpComplaints(request);
  if (!looked.ok) return { ...state, ...(await sayLookUpRefusal(looked.error, locale)) };
  const { by, found, more } = looked.value;
  const rows = await Promise.all(found.map((status) => toFoundRow(status, locale, now)));
  const lead = found.length === 0 ? (by === "id" ? "noneById" : "none") : by === "id" ? "foundById" : "foundLead";
  return {
    ...state,
    // The next caller's reason is another one; what was typed stays till then, to be compared.
    values: { ...EMPTY, sought: values.sought },
    found: {
      title: t("look.found", { count: found.length }),
      lead: t(`look.${lead}`),
      rows,
      more: more ? t("look.more") : null,
    },
  };
}

const EMPTY = { sought: "", reason: "", words: "" };

/** Gives the reason for a complaint whose address is open already, and shows it. */
export async function submitReason(
  bound: { locale: Locale; trackingId: string },
  previous: LookUpState,
  form: FormData,
): Promise<LookUpState> {
  const locale = isLocale(bound.locale) ? bound.locale : "en";
  form.set("sought", String(bound.trackingId));
  form.delete("step");
  const state = await submitLookUp(locale, previous, form);
  const [row] = state.found?.rows ?? [];
  if (row) redirect(paths.helplineCase(locale, row.trackingId));
  return { ...state, values: { ...state.values, sought: String(bound.trackingId) } };
}
