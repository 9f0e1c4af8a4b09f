"use server";

import { notFound } from "next/navigation";
import type { Revealed } from "@/components/complaint/case-contact";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { revealContact } from "@/lib/use-cases/reveal-contact";
import { isLocale } from "@/lib/web/i18n/locale";
import { MESSAGES } from "@/lib/web/i18n/messages";
import type { Locale } from "@/lib/web/i18n/routing";
import { findActor } from "@/lib/web/session";
import { toContactRows } from "./contact-rows";

/** The contact of a protected case, recorded first: what can't be recorded isn't shown. Null for whoever is signed out. */
export async function submitReveal(bound: { locale: Locale; trackingId: string }): Promise<Revealed> {
  const actor = await findActor();
  const id = parseTrackingId(String(bound.trackingId));
  if (!actor) return null;
  const locale = isLocale(bound.locale) ? bound.locale : "en";
  if (!id.ok) notFound();
  const shown = await revealContact({ trackingId: id.value, actor, now: new Date() });
  if (shown.ok) return toContactRows(shown.value, locale);
  if (shown.error === "unrecorded") return { refused: MESSAGES[locale].outage.closed.lookRefused };
  notFound();
}
