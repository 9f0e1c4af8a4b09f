"use server";

import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { markSeen } from "@/lib/data/refused";
import { isUnwritable } from "@/lib/data/unavailable";
import { readMode } from "@/lib/mode";
import { readAnnouncement } from "@/lib/schemas/mode-form";
import { catchUp } from "@/lib/use-cases/catch-up";
import { changeMode, type WantedMode } from "@/lib/use-cases/change-mode";
import { setCallShare } from "@/lib/use-cases/set-up/call-share";
import { isLocale } from "@/lib/web/i18n/locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { findAdmin, type SignedInStaff } from "@/lib/web/session";
import { previewOf } from "./preview";
import type { ModeState } from "./state";

/** Shows what citizens will read, and on the second press makes the portal read-only. */
export async function submitAnnouncement(bound: Locale, previous: ModeState, form: FormData): Promise<ModeState> {
  const admin = await requireAdmin();
  const locale = isLocale(bound) ? bound : "en";
  const t = await getTranslations({ locale, namespace: "admin.mode" });
  const textOf = (name: string) => String(form.get(name) ?? "").slice(0, 2_000);
  const values = { reasonEn: textOf("reasonEn"), reasonUr: textOf("reasonUr"), until: textOf("until") };
  const attempt = (Number(previous?.attempt) || 0) + 1;
  const now = new Date();
  const read = readAnnouncement(values, now);
  if (!read.ok) {
    const problems = read.error.map(({ field, code }) => ({ fieldId: field, message: t(`problems.${code}`) }));
    return { attempt, values, problems, previews: [] };
  }
  const before = readMode();
  const since = before.mode === "read-only" ? new Date(before.since) : now;
  const previews = (["en", "ur"] as const).map((language) => previewOf(read.value, { locale: language, since, now }));
  if (form.get("step") !== "set") return { attempt, values, problems: [], previews };
  try {
    await change({ mode: "read-only", ...read.value }, admin);
  } catch (error) {
    console.error("The mode could not be written:", error instanceof Error ? error.message : error);
    return { attempt, values, problems: [{ fieldId: "reasonEn", message: t("problems.not-written") }], previews };
  }
  redirect(`${paths.admin(locale)}?done=read-only`);
}

/** The portal is normal again. */
export async function submitEnd(bound: Locale): Promise<void> {
  const admin = await requireAdmin();
  await change({ mode: "normal" }, admin);
  redirect(`${paths.admin(isLocale(bound) ? bound : "en")}?done=normal`);
}

/** Somebody has dealt with a record that could not be entered. */
export async function submitSeen(bound: { locale: Locale; name: string }): Promise<void> {
  const admin = await requireAdmin();
  const back = paths.admin(isLocale(bound.locale) ? bound.locale : "en");
  let done = "seen";
  try {
    if (admin.byPass) done = "closed";
    else await markSeen(String(bound.name), admin.actor.id, new Date());
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    done = "closed";
  }
  redirect(`${back}?done=${done}`);
}

/** Which share of the solved complaints is rung up from now on. */
export async function submitCallShare(bound: Locale, form: FormData): Promise<void> {
  const admin = await requireAdmin();
  const back = paths.admin(isLocale(bound) ? bound : "en");
  let done = "share";
  try {
    if (admin.byPass) done = "closed";
    else {
      const percent = String(form.get("percent") ?? "").slice(0, 10);
      const set = await setCallShare({ percent, actorId: admin.actor.id, now: new Date() });
      if (!set.ok && set.error === "not-yours") notFound();
      if (!set.ok) done = "share-wrong";
    }
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    done = "closed";
  }
  redirect(`${back}?done=${done}`);
}

async function requireAdmin(): Promise<SignedInStaff> {
  return (await findAdmin()) ?? notFound();
}

async function change(wanted: WantedMode, { person }: SignedInStaff): Promise<void> {
  changeMode({ wanted, actor: { id: person.id, name: person.email }, now: new Date() });
  // What can't be entered now is entered later (lib/use-cases/catch-up.ts).
  await catchUp(new Date()).catch((error) => console.error("The audit waits:", (error as Error).name));
}
