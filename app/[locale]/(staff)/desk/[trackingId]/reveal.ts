"use server";

import { notFound } from "next/navigation";
import type { ContactRow } from "@/components/complaint/case-contact";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { revealContact } from "@/lib/use-cases/reveal-contact";
import { isLocale } from "@/lib/web/i18n/locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { findActor } from "@/lib/web/session";
import { toContactRows } from "./contact-rows";

/** The contact of a protected case, recorded first; null for whoever is signed out. */
export async function submitReveal(bound: { locale: Locale; trackingId: string }): Promise<ContactRow[] | null> {
  const actor = await findActor();
  const id = parseTrackingId(String(bound.trackingId));
  if (!actor) return null;
  const shown = id.ok ? await revealContact({ trackingId: id.value, actor, now: new Date() }) : null;
  if (!shown?.ok) notFound();
  return toContactRows(shown.value, isLocale(bound.locale) ? bound.locale : "en");
}
