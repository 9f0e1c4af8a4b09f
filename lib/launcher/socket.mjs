// A Unix socket that one process at a time can hold: a lock that no crash leaves locked, and a line to who holds it.
import { createHash } from "node:crypto";
import { chmodSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

/** Longer paths can't be bound: 108 bytes on Linux, 104 elsewhere. */
const MAX_BYTES = 100;

/** Holds the socket; null where a living process does. `serve` gets each connection as a channel of JSON lines. */
export async function holdSocket(path, serve = () => {}) {
  const place = placeOf(path);
  if (await isHeld(place)) return null;
  // What a killed process left behind.
  rmSync(place, { force: true });
  const mark = String(process.hrtime.bigint());
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.write(`${JSON.stringify({ pid: process.pid, mark })}\n`);
    serve(channelOf(socket));
  });
  try {
    await new Promise((resolve, reject) => server.once("error", reject).listen(place, resolve));
  } catch (error) {
    if (error.code === "EADDRINUSE") return null;
    throw error;
  }
  chmodSync(place, 0o600);
  server.unref();
  // Another process may have met the same left-over at the same moment and removed what we have bound just now.
  await sleep(50);
  if ((await askHolder(place))?.mark !== mark) {
    server.close();
    return null;
  }
  return server;
}

/** A channel to the holder, or null where nobody holds it. */
export async function openChannel(path) {
  const socket = connect(placeOf(path));
  const isOpen = await new Promise((resolve) => {
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
  });
  if (!isOpen) return null;
  socket.on("error", () => {});
  return channelOf(socket);
}

/** JSON values, one a line, in both directions. */
function channelOf(socket) {
  const lines = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY });
  return {
    /** Each value that comes; ends with the connection. A line that is no JSON ends it too. */
    async *values() {
      for await (const line of lines) {
        try {
          yield JSON.parse(line);
        } catch {
          return socket.destroy();
        }
      }
    },
    send: (value) => !socket.destroyed && socket.write(`${JSON.stringify(value)}\n`),
    close: () => socket.end(),
    onClose: (listener) => socket.once("close", listener),
  };
}

async function isHeld(place) {
  return (await askHolder(place)) !== null;
}

/** How the holder greets; null where there is none. One that is too busy to greet is one all the same. */
async function askHolder(place) {
  const channel = await openChannel(place);
  if (!channel) return null;
  const busy = sleep(2_000, {}, { ref: false });
  const greeting = await Promise.race([firstOf(channel), busy]);
  channel.close();
  return greeting ?? {};
}

async function firstOf(channel) {
  for await (const value of channel.values()) return value;
  return null;
}

function placeOf(path) {
  if (Buffer.byteLength(path) <= MAX_BYTES) return path;
  return join(tmpdir(), `jawab-${createHash("sha256").update(path).digest("hex").slice(0, 24)}.sock`);
}
