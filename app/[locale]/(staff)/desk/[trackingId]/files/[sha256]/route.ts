import type { NextRequest } from "next/server";
import { parseTrackingId } from "@/lib/domain/complaint/tracking-id";
import { openCaseFile } from "@/lib/use-cases/open-file";
import { fileResponse } from "@/lib/web/file-response";
import { findActor } from "@/lib/web/session";

type Context = { params: Promise<{ trackingId: string; sha256: string }> };

/** A file of a complaint, for staff who may see it; for everybody else there is none. */
export async function GET(_request: NextRequest, { params }: Context): Promise<Response> {
  const actor = await findActor();
  const { trackingId, sha256 } = await params;
  const id = parseTrackingId(trackingId);
  const file = actor && id.ok ? await openCaseFile({ trackingId: id.value, sha256 }, actor, new Date()) : null;
  return fileResponse(file, `${id.ok ? id.value : "file"}-${sha256.slice(0, 8)}`);
}
