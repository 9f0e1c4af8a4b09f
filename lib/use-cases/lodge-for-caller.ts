import { mintForCaller } from "@/lib/data/caller-keys";
import { addressOf } from "@/lib/data/outbox";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { contentHash } from "@/lib/domain/complaint/content-hash";
import { err, ok, type Result } from "@/lib/domain/result";
import { type CallerAnswers, decideCallerLodgement } from "@/lib/schemas/caller-lodgement";
import type { FieldError } from "@/lib/schemas/field-errors";
import { lodgeComplaint } from "./lodge-complaint";

type Request = {
  actor: StaffActor;
  /** The form's own random UUID: pressed twice, it is one complaint. */
  press: string;
  answers: CallerAnswers;
  language: "en" | "ur";
  /** The service wants to know where it is (the form asks; the API never does). */
  needsPlace: boolean;
  /** The citizen stands at the counter and takes the key along on paper. */
  walkIn: boolean;
  now: Date;
};

/** `sent`: the key goes to the contact, unseen. `printed`: here it is, once. `none`: nobody has it, and two facts do instead. */
export type KeyWay = { way: "sent"; by: "sms" | "email" } | { way: "printed"; claimKey: string } | { way: "none" };
export type LodgedForCaller = { trackingId: string; receivedAt: Date; dueAt: Date | null; key: KeyWay };
type Refusal = { code: "not_permitted" | "again" } | { code: "fields"; errors: FieldError[] };

/** How long the same press shows a printed key again: an answer that got lost on its way is asked for once more. */
const PRINT_AGAIN_MS = 10 * 60_000;

/**
 * Lodges what a caller dictates, through the same use-case as everybody else's. ID and claim key are minted here, and the
 * key goes to the caller without passing the helpline's screen where there is any contact. Source: docs/decisions/014.
 */
export async function lodgeForCaller(request: Request): Promise<Result<LodgedForCaller, Refusal>> {
  const { actor, press, answers, language, needsPlace, walkIn, now } = request;
  if (actor.role !== "helpline") return err({ code: "not_permitted" });
  const { trackingId, claimKey, claimKeyHash } = mintForCaller(press);
  const savedAt = now.toISOString();
  const decided = decideCallerLodgement(answers, { language, claimKeyHash, savedAt, needsPlace, attachments: [] });
  if (!decided.ok) return err({ code: "fields", errors: decided.error });
  const body = decided.value;
  const lodged = await lodgeComplaint({
    ...{ trackingId, body, contentHash: contentHash(body), now },
    channel: "helpline",
    lodgedBy: { userId: actor.id, keyMessageId: press },
  });
  if (!lodged.ok) {
    return err(lodged.error.code === "fields" ? { code: "fields", errors: lodged.error.errors } : { code: "again" });
  }
  const { receivedAt, dueAt } = lodged.value;
  const address = addressOf(body.contact ?? null);
  const isFresh = now.getTime() - receivedAt.getTime() <= PRINT_AGAIN_MS;
  const key: KeyWay = address
    ? { way: "sent", by: address.channel }
    : walkIn && isFresh
      ? { way: "printed", claimKey }
      : { way: "none" };
  return ok({ trackingId, receivedAt, dueAt, key });
}
