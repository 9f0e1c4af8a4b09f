import type { NextRequest } from "next/server";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { openOwnFile } from "@/lib/use-cases/open-file";
import { findClaim } from "@/lib/web/claims";
import { fileResponse } from "@/lib/web/file-response";

type Context = { params: Promise<{ trackingId: string; sha256: string }> };

/** A file of the citizen's own complaint, or the office's evidence, by the claim key in the cookie. */
export async function GET(_request: NextRequest, { params }: Context): Promise<Response> {
  const { trackingId, sha256 } = await params;
  const id = parseTrackingId(trackingId);
  const claimKey = id.ok ? await findClaim(id.value) : null;
  const file = id.ok && claimKey ? await openOwnFile({ trackingId: id.value, sha256 }, claimKey) : null;
  return fileResponse(file, `${id.ok ? id.value : "file"}-${sha256.slice(0, 8)}`);
}
