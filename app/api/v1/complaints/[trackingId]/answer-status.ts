import { findOwnComplaint, type OwnComplaint } from "@/lib/data/complaints";
import { findPublicStatus } from "@/lib/data/public-status";
import { statusOf } from "@/lib/http/api-answer";
import { problem } from "@/lib/http/problem";
import { toPublicJson } from "@/lib/tracking/public-json";
import { verbsOf } from "@/lib/use-cases/act-as-citizen";
import { refuseOverLimit } from "@/lib/web/api-limit";
import type { Locale } from "@/lib/web/i18n/routing";

type Look = { trackingId: string; network: string; locale: Locale; now: Date };

/** What everybody who has the ID may see. Only misses are limited tightly: thousands may share a mobile carrier's address. */
export async function answerPublic(look: Look): Promise<Response> {
  const { trackingId, locale, now } = look;
  const status = await findPublicStatus(trackingId);
  return status ? statusOf(toPublicJson(status, locale, now), locale, "public") : answerMiss(look);
}

/** The whole complaint, for the holder of its claim key. The right key always opens, however many wrong ones were tried. */
export async function answerOwner(look: Look, claimKey: string): Promise<Response> {
  const { trackingId, locale, now } = look;
  const own = await findOwnComplaint(trackingId, claimKey, now);
  if (own.ok) return statusOf(toOwnerJson(own.value, locale, now), locale, "owner");
  if (own.error === "unknown") return answerMiss(look);
  return (await refuseOverLimit("claim", trackingId, locale)) ?? problem("wrong-key", locale);
}

async function answerMiss({ network, locale }: Look): Promise<Response> {
  return (await refuseOverLimit("miss", network, locale)) ?? problem("unknown-complaint", locale);
}

function toOwnerJson(own: OwnComplaint, locale: Locale, now: Date) {
  const { status, version, allowed, text, contact, attachments, messages } = own;
  const verbs = verbsOf(allowed);
  return { ...toPublicJson(status, locale, now), version, allowed: verbs, text, contact, attachments, messages };
}
