import { stored } from "@/lib/http/api-answer";
import { readTrackingId } from "@/lib/http/api-tracking-id";
import { provenKeyHashOf, receivedAtOf } from "@/lib/http/door-header";
import { noKey, type ProblemCode, problem } from "@/lib/http/problem";
import { LIMITS } from "@/lib/schemas/lodgement";
import { type AttachmentRefusal, receiveAttachment } from "@/lib/use-cases/receive-attachment";
import { readBody } from "@/lib/web/api-body";
import { claimKeyOf, networkOfRequest } from "@/lib/web/api-caller";
import { apiHandler, otherMethods } from "@/lib/web/api-handler";
import { refuseOverLimit } from "@/lib/web/api-limit";

type Params = { trackingId: string; sha256: string };

const PROBLEMS: Record<AttachmentRefusal["code"], ProblemCode> = {
  "no-key": "no-key",
  "wrong-key": "wrong-key",
  unknown: "unknown-complaint",
  unlisted: "unlisted",
  "hash-differs": "hash-differs",
  "type-not-taken": "type-not-taken",
  unreadable: "unreadable",
  "too-large": "file-too-large",
  "too-late": "too-late",
  "no-space": "no-space",
};
const ROUTE = "/api/v1/complaints/{trackingId}/attachments/{sha256}";

/** A file that the lodging lists, as raw bytes (design §4). What it is the bytes say, whatever the `Content-Type`. */
export const PUT = apiHandler<Params>(ROUTE, async ({ request, params, locale }) => {
  const network = networkOfRequest(request);
  // What a door has acknowledged was counted there, and comes from one address now.
  const acknowledgedAt = receivedAtOf(request);
  const limited = acknowledgedAt ? null : await refuseOverLimit("lodge", network, locale);
  if (limited) return limited;
  const id = readTrackingId(params.trackingId);
  if (!id.ok) return problem(id.error, locale);
  const claimKey = claimKeyOf(request);
  const provenKeyHash = provenKeyHashOf(request);
  if (claimKey === null && provenKeyHash === null) return noKey(locale);
  const bytes = await readBody(request, LIMITS.fileBytes);
  if (!bytes.ok) return problem(bytes.error === "too-large" ? "file-too-large" : bytes.error, locale);

  const sha256 = params.sha256.toLowerCase();
  const received = await receiveAttachment({
    trackingId: id.value,
    sha256,
    bytes: bytes.value,
    claimKey,
    provenKeyHash,
    now: acknowledgedAt ?? new Date(),
  });
  if (received.ok) {
    const { created, ...file } = received.value;
    return stored({ ok: true, ...file }, created ? 201 : 200);
  }
  const { code } = received.error;
  const limitedToo = acknowledgedAt
    ? null
    : code === "wrong-key"
      ? await refuseOverLimit("claim", id.value, locale)
      : code === "unknown"
        ? await refuseOverLimit("miss", network, locale)
        : null;
  return limitedToo ?? problem(PROBLEMS[code], locale);
});

const other = otherMethods("PUT, OPTIONS");

export { other as DELETE, other as GET, other as OPTIONS, other as PATCH, other as POST };
