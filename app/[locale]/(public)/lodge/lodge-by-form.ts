import { isDiskFull } from "@/lib/channels/file-store";
import { isUnwritable } from "@/lib/data/unavailable";
import { contentHash } from "@/lib/domain/complaint/content-hash";
import { err, ok, type Result } from "@/lib/domain/result";
import type { JustLodged } from "@/lib/http/cookies";
import type { LodgeForm } from "@/lib/http/lodge-form";
import type { Minted } from "@/lib/http/mint";
import { countUse, networkOf } from "@/lib/http/rate-limit";
import type { FieldError } from "@/lib/schemas/field-errors";
import { decideLodgement } from "@/lib/schemas/lodge-form";
import type { Lodgement } from "@/lib/schemas/lodgement";
import type { InspectedFile } from "@/lib/use-cases/inspect-files";
import { lodgeComplaint } from "@/lib/use-cases/lodge-complaint";
import { receiveAttachment } from "@/lib/use-cases/receive-attachment";
import type { LodgeTrouble } from "@/lib/web/lodge-state";
import { findJustLodged } from "@/lib/web/lodged-cookie";
import { forgetMint, mintedByDoor, mintOnce, pressOf } from "@/lib/web/mint-once";
import { isSensitive, needsPlace } from "@/lib/web/reference";

type Refusal = { errors: FieldError[]; trouble: LodgeTrouble | null };

/** Enters what the form says, through the same use-cases as the API. Whatever goes wrong, the citizen's words come back. */
export async function lodgeByForm(form: LodgeForm, from: Headers): Promise<Result<JustLodged, Refusal>> {
  const address = from.get("x-forwarded-for") ?? "";
  if ((await countUse("lodge", networkOf(address))) !== null) return err({ errors: [], trouble: "too-many" });

  const files = form.files.ok ? form.files.value : [];
  const { press, minted } = await mintFor(form, files, from);
  const decision = decideLodgement(form.answers, {
    language: form.language,
    claimKeyHash: minted.claimKeyHash,
    savedAt: new Date().toISOString(),
    attachments: files.map(({ listed }) => listed),
    needsPlace: needsPlace(form.answers.serviceCode),
  });
  const errors = [
    ...(decision.ok ? [] : decision.error),
    ...(form.files.ok ? [] : [{ field: "attachments", code: form.files.error }]),
  ];
  if (!decision.ok || errors.length > 0) return err({ errors, trouble: null });

  try {
    return await enter({ body: decision.value, files, press, minted });
  } catch (error) {
    // A door takes the form into its spool when it gets no good answer; without one the citizen is told.
    if (isUnwritable(error) && from.get("x-jawab-tracking-id")) throw error;
    if (isUnwritable(error)) return err({ errors: [], trouble: "read-only" });
    if (isDiskFull(error)) return err({ errors: [], trouble: "no-space" });
    console.error("A lodging by form failed:", error);
    return err({ errors: [], trouble: "unexpected" });
  }
}

/** The door's ID, or that of the same content's earlier sending, or a new one. */
async function mintFor(form: LodgeForm, files: readonly InspectedFile[], from: Headers) {
  const content = [form.language, form.answers, files.map(({ listed }) => listed.sha256)];
  const press = pressOf([from.get("x-forwarded-for") ?? "", from.get("user-agent") ?? ""], content);
  const byDoor = mintedByDoor(from.get("x-jawab-tracking-id"), from.get("x-jawab-claim-key"));
  const before = await findJustLodged();
  const again = before?.press === press ? mintedByDoor(before.trackingId, before.claimKey) : null;
  return { press, minted: byDoor ?? again ?? mintOnce(press, new Date()) };
}

type Entry = { body: Lodgement; files: readonly InspectedFile[]; press: string; minted: Minted };

async function enter({ body, files, press, minted }: Entry): Promise<Result<JustLodged, Refusal>> {
  const { trackingId, claimKey } = minted;
  const now = new Date();
  const lodged = await lodgeComplaint({ trackingId, body, contentHash: contentHash(body), channel: "form", now });
  if (!lodged.ok) {
    forgetMint(press);
    const { error } = lodged;
    return err(error.code === "fields" ? { errors: error.errors, trouble: null } : { errors: [], trouble: "again" });
  }
  let filesMissing = 0;
  for (const { bytes, listed } of files) {
    const received = await receiveAttachment({ trackingId, sha256: listed.sha256, bytes, claimKey, now });
    if (!received.ok) filesMissing += 1;
  }
  return ok({
    ...{ press, trackingId, claimKey, filesMissing },
    dueAt: lodged.value.dueAt?.toISOString() ?? null,
    sensitive: isSensitive(body.serviceCode),
    assigned: lodged.value.state === "ASSIGNED",
  });
}
