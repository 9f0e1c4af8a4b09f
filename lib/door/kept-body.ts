import { createHash, randomUUID } from "node:crypto";
import { createReadStream, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { err, ok, type Result } from "@/lib/domain/result";
import { isFull } from "./spool";

/** Longer than any upload and its answer may be silent, all in all. */
const STALE_MS = 15 * 60_000;

/** Of all bodies at once, in one worker: more would be an attack, or a day on which waiting is better. */
const MOST_BYTES = 2 * 1024 ** 3;

export type BodyStore = ReturnType<typeof openBodyStore>;
export type KeptBody = Awaited<ReturnType<typeof receive>> & { remove: () => void };

/**
 * Bodies that are on their way, on disk instead of in memory: a file each, 0600, gone as soon as its request is answered.
 * What an earlier process has left behind is removed when the folder is opened.
 */
export function openBodyStore(folder: string, mostBytes = MOST_BYTES) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) removeStale(join(folder, name));
  let held = 0;

  return {
    /**
     * The whole body, of at most `most` bytes. `without`: bytes that stand for nothing (a form's boundary, new with each
     * sending) and are left out of its digest. Whatever goes wrong, no file stays.
     */
    async keep(
      request: IncomingMessage,
      { most, without = null }: { most: number; without?: Buffer | null },
    ): Promise<Result<KeptBody, "too-large" | "broken-off" | "no-space">> {
      const file = join(folder, randomUUID());
      let bytes = 0;
      const count = (more: number) => {
        bytes += more;
        held += more;
        if (bytes > most) throw new TooLarge();
        if (held > mostBytes) throw new Crowded();
      };
      const remove = () => {
        rmSync(file, { force: true });
        held -= bytes;
        bytes = 0;
      };
      try {
        return ok({ ...(await receive(request, file, { count, without })), remove });
      } catch (error) {
        remove();
        if (error instanceof TooLarge) return err("too-large");
        if (error instanceof Crowded || isFull(error)) return err("no-space");
        if (request.destroyed && !request.complete) return err("broken-off");
        throw error;
      }
    },
  };
}

/** A small body, in memory. */
export async function readAtMost(
  request: IncomingMessage,
  most: number,
): Promise<Result<Buffer, "too-large" | "broken-off">> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes > most) return err("too-large");
      chunks.push(chunk);
    }
  } catch {
    return err("broken-off");
  }
  return ok(Buffer.concat(chunks));
}

class TooLarge extends Error {}
class Crowded extends Error {}

async function receive(
  request: IncomingMessage,
  file: string,
  { count, without }: { count: (bytes: number) => void; without: Buffer | null },
) {
  const digest = digestWithout(without);
  let bytes = 0;
  async function* counted(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      bytes += chunk.length;
      count(chunk.length);
      digest.update(chunk);
      yield chunk;
    }
  }
  // Opened before anything can fail: a stream of its own may come to making the file after it was removed again.
  const handle = await open(file, "wx", 0o600);
  await pipeline(request.iterator({ destroyOnReturn: false }), counted, handle.createWriteStream());
  return {
    bytes,
    /** Hex SHA-256 of the body, or of what is left of it. */
    digest: digest.end(),
    stream: () => createReadStream(file),
    read: () => readFile(file),
    /** At most so many bytes from its beginning. */
    head: async (most: number) => Buffer.concat(await createReadStream(file, { end: most - 1 }).toArray()),
  };
}

/** A SHA-256 that passes over every occurrence of `mark`, however the chunks are cut. */
function digestWithout(mark: Buffer | null) {
  const hash = createHash("sha256");
  let rest: Buffer = Buffer.alloc(0);
  return {
    update(chunk: Buffer): void {
      if (!mark?.length) {
        hash.update(chunk);
        return;
      }
      const bytes = Buffer.concat([rest, chunk]);
      let from = 0;
      for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, from)) {
        hash.update(bytes.subarray(from, at));
        from = at + mark.length;
      }
      const upTo = Math.max(from, bytes.length - mark.length + 1);
      hash.update(bytes.subarray(from, upTo));
      rest = bytes.subarray(upTo);
    },
    end: (): string => hash.update(rest).digest("hex"),
  };
}

function removeStale(file: string): void {
  try {
    if (Date.now() - statSync(file).mtimeMs > STALE_MS) rmSync(file, { force: true });
  } catch {
    // Another process was faster.
  }
}
