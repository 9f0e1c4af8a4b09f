import { randomBytes } from "node:crypto";
import type { SpoolHead, SpoolRecord } from "@/lib/door/spool";
import { contentHashOf, lodgement, mintClaimKey, mintId, sha256 } from "../mint";

type Bytes = Buffer<ArrayBufferLike>;

/** A record as a door would write it, of these words. */
export function record(words: string | Buffer, changes: Partial<SpoolHead> = {}): SpoolRecord {
  const body: Bytes = Buffer.from(words);
  const head: SpoolHead = {
    kind: "complaint",
    trackingId: "PCP-7F3K-9QXM-2T8V7",
    receivedAt: "2026-11-23T05:00:00.000Z",
    hash: sha256(body),
    claimKeyHash: "",
    ...changes,
  };
  return { head, body };
}

/** A whole lodging with files, as a phone would send it. */
export function lodging({ files = 0, fileBytes = 1_000, ...changes }: Record<string, unknown> & Sizes = {}) {
  const { claimKeyHash } = mintClaimKey();
  const contents = Array.from({ length: files }, () => randomBytes(fileBytes));
  const listed = contents.map((bytes) => ({
    sha256: sha256(bytes),
    type: "application/pdf",
    bytes: bytes.length,
    role: "document",
  }));
  const body = lodgement({ claimKeyHash, ...(files > 0 ? { attachments: listed } : {}), ...changes });
  return {
    trackingId: mintId(),
    claimKeyHash,
    body,
    bytes: Buffer.from(JSON.stringify(body)),
    contentHash: contentHashOf(body),
    files: contents.map((bytes, i) => ({ bytes, sha256: listed[i]?.sha256 ?? "" })),
  };
}

type Sizes = { files?: number; fileBytes?: number };
