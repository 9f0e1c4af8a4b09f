// A Unix socket that one process at a time can hold: a lock that no crash leaves locked, and a line to who holds it.
import { createHash, randomBytes } from "node:crypto";
import { chmodSync, linkSync, renameSync, rmSync, statSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Paths of over 108 bytes (104 outside Linux) can't be bound; a name of our own is added to it. */
const MAX_BYTES = 80;

/** Holds the socket; null where a living process does. `serve` gets each connection as a channel of JSON lines. */
export async function holdSocket(path, serve = (channel) => channel.close()) {
  const place = placeOf(path);
  // Bound under a name of its own and then linked: a link is made by one alone, and closing removes what was bound.
  const own = `${place}.${process.pid}.${randomBytes(3).toString("hex")}`;
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.write(`${JSON.stringify({ pid: process.pid })}\n`);
    serve(channelOf(socket));
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(own, resolve));
  chmodSync(own, 0o600);
  const { ino } = statSync(own);
  const holds = await takePlace(own, place);
  rmSync(own, { force: true });
  if (!holds) {
    server.close();
    return null;
  }
  server.on("close", () => inodeOf(place) === ino && rmSync(place, { force: true }));
  server.unref();
  return server;
}

/** False where a living process has the place. */
async function takePlace(own, place) {
  for (;;) {
    try {
      linkSync(own, place);
      return true;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const found = inodeOf(place);
    if (await isHeld(place)) return false;
    removeLeftOver(place, found);
  }
}

/** What a killed process has left; another may have found it as well and be in its place by now. */
function removeLeftOver(place, ino) {
  const aside = `${place}.${randomBytes(3).toString("hex")}`;
  try {
    renameSync(place, aside);
    if (inodeOf(aside) !== ino) linkSync(aside, place);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  }
  rmSync(aside, { force: true });
}

function inodeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.ino;
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

/** JSON values, one a line, in both directions. Nothing in it throws: a connection that breaks has ended. */
function channelOf(socket) {
  socket.setEncoding("utf8");
  return {
    /** Each value that comes; ends with the connection, which a line that is no JSON ends too. */
    async *values() {
      let rest = "";
      try {
        for await (const chunk of socket) {
          const lines = (rest + chunk).split("\n");
          rest = lines.pop() ?? "";
          for (const line of lines) yield JSON.parse(line);
        }
      } catch {
        socket.destroy();
      }
    },
    send: (value) => !socket.destroyed && socket.write(`${JSON.stringify(value)}\n`),
    close: () => socket.end(),
    drop: () => socket.destroy(),
    onClose: (listener) => socket.once("close", listener),
  };
}

/** One that is too busy to greet holds it all the same. */
async function isHeld(place) {
  const channel = await openChannel(place);
  channel?.drop();
  return channel !== null;
}

function placeOf(path) {
  if (Buffer.byteLength(path) <= MAX_BYTES) return path;
  return join(tmpdir(), `jawab-${createHash("sha256").update(path).digest("hex").slice(0, 24)}.sock`);
}
