"use server";

import { getTranslations } from "next-intl/server";
import type { BulkFailure, BulkState } from "@/components/complaint/inbox/bulk-run";
import { findClosure } from "@/lib/data/health";
import type { Picked } from "@/lib/data/inbox";
import { isUnwritable } from "@/lib/data/unavailable";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { Action } from "@/lib/domain/complaint/workflow";
import { bulksOf } from "@/lib/domain/inbox";
import { type BulkForm, BulkFormSchema } from "@/lib/schemas/bulk-form";
import { type BulkOrder, type BulkRefusal, bulkAct } from "@/lib/use-cases/bulk-act";
import { bulkTag } from "@/lib/use-cases/bulk-tag";
import { sayNotSaved } from "@/lib/web/closed-words";
import { isLocale } from "@/lib/web/i18n/locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { findActor } from "@/lib/web/session";
import { sentenceFor } from "../[trackingId]/refusal-words";
import { formatPicks, parsePicks } from "./picks";

/** With script the rest follows by itself in stretches that a page can count; without, one press does more. */
const STRETCH = 100;
const STRETCH_BY_HAND = 500;

/** Does a stretch of a bulk action, and says what is left. */
export async function runBulk(language: Locale, previous: BulkState, form: FormData): Promise<BulkState> {
  const locale = isLocale(language) ? language : "en";
  const actor = await findActor();
  const t = await getTranslations({ locale, namespace: "inbox.bulk" });
  const picked = parsePicks(String(form.get("picks") ?? "").split(/\s+/));
  const before = previous?.refused === null ? previous : null;
  const refuse = (refused: string): BulkState => ({
    done: before?.done ?? 0,
    failed: before?.failed ?? [],
    left: formatPicks(picked),
    total: picked.length,
    order: {},
    refused,
  });
  const fields = BulkFormSchema.safeParse(Object.fromEntries(form));
  if (!actor) return refuse(t("signedOut"));
  if (!fields.success) return refuse(t("notWhole"));
  const order = fields.data;
  if (!bulksOf(actor).includes(order.do)) return refuse(t("notYours"));
  const stretch = picked.slice(0, order.scripted ? STRETCH : STRETCH_BY_HAND);
  let failed: BulkFailure[] | null;
  try {
    failed = await doAll({ actor, order, picked: stretch, locale });
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    return refuse(sayNotSaved(findClosure(), locale));
  }
  if (!failed) return refuse(t("badTag"));
  const { scripted: _, batch: __, ...kept } = order;
  return {
    done: (before?.done ?? 0) + stretch.length - failed.length,
    failed: [...(before?.failed ?? []), ...failed],
    left: formatPicks(picked.slice(stretch.length)),
    total: before?.total ?? picked.length,
    order: Object.fromEntries(Object.entries(kept).filter((pair): pair is [string, string] => Boolean(pair[1]))),
    refused: null,
  };
}

type Doing = { actor: StaffActor; order: BulkForm; picked: readonly Picked[]; locale: Locale };

/** Those that were not done, each with its reason; null where the tag is none. */
async function doAll({ actor, order, picked, locale }: Doing): Promise<BulkFailure[] | null> {
  const now = new Date();
  const [t, desk, domain] = await Promise.all([
    getTranslations({ locale, namespace: "inbox.bulk.why" }),
    getTranslations({ locale, namespace: "desk" }),
    getTranslations({ locale, namespace: "domain" }),
  ]);
  const fail = (trackingId: string, why: string) => ({ trackingId, href: paths.deskCase(locale, trackingId), why });
  if (order.do === "tag" || order.do === "untag") {
    const trackingIds = picked.map(({ trackingId }) => trackingId);
    const tagged = await bulkTag({ actor, tag: order.tag ?? "", remove: order.do === "untag", trackingIds, now });
    if (!tagged.ok) return null;
    return tagged.value.flatMap(({ trackingId, result }) =>
      result.ok ? [] : [fail(trackingId, result.error === "too-many" ? t("tooMany") : t("unknown"))],
    );
  }
  const say = (refusal: BulkRefusal, action: Action): string => {
    if (isOwn(refusal)) return t(OWN[refusal.code]);
    if (refusal.code === "unknown") return t("unknown");
    const { message, changes = [] } = sentenceFor(refusal, { action, locale, t: desk, domain });
    return refusal.code === "stale" ? [t("stale"), ...changes].join(" ") : message;
  };
  const outcomes = await bulkAct({ actor, order: toOrder(order), picked, batchId: order.batch, now });
  return outcomes.flatMap(({ trackingId, action, result }) =>
    result.ok ? [] : [fail(trackingId, say(result.error, action))],
  );
}

function toOrder({ do: what, desk, officer, reason, en, ur }: BulkForm): BulkOrder {
  if (what === "claim") return { do: "claim" };
  if (what === "reply") return { do: "reply", en: en ?? "", ur: ur ?? "" };
  return { do: "assign", desk, officer, reason };
}

const OWN = { "take-up": "takeUp", already: "already", gap: "gap" } as const;

function isOwn(refusal: BulkRefusal): refusal is { code: keyof typeof OWN } {
  return refusal.code in OWN;
}
