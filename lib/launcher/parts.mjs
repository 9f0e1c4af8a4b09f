import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { growingWait, keepRunning } from "./child.mjs";
import { REFUSED, startPart, startPrepare } from "./steps.mjs";

/**
 * What runs behind the doors, all of one release. A part that says `{ready, url}` by IPC is found there. During an upgrade the
 * new parts run beside the old ones for a while: each must bear a second of its kind.
 */
const PARTS = [
  { name: "app", script: ".next/jawab/app-server.mjs", env: { PORT: "0", HOST: "127.0.0.1" } },
  { name: "worker", script: ".next/jawab/worker.mjs", env: {} },
];

/**
 * Starts the parts of a release and keeps them running. `mustPrepare`: the database is migrated first, and tried again for as
 * long as it can't be. `onUrl` hears where the app is, whenever it has started anew; `onRefused` that it never will; `onDeath` of
 * each part that ends by itself.
 */
export function startParts(
  release,
  { publicUrl, mustPrepare = false, onChange, onUrl, onRefused, onDeath = () => {} },
) {
  const kept = new Map();
  /** Names of those that have said that they are ready, since their last start. */
  const ready = new Set();
  let url = null;
  let deaths = 0;
  let isStopped = false;
  let preparing = null;

  function start({ name, script, env }) {
    const own = { ...env, NEXTAUTH_URL: process.env.NEXTAUTH_URL || publicUrl() };
    const part = keepRunning({
      name,
      start() {
        ready.delete(name);
        return startPart(release.folder, script, own);
      },
      onChange,
      onMessage(message) {
        if (typeof message?.ready !== "boolean") return;
        // A part that finds itself ill says so as well.
        if (message.ready) ready.add(name);
        else ready.delete(name);
        if (name === "app" && message.ready) {
          url = message.url;
          onUrl(url);
        }
        onChange();
      },
      onEnd({ code }) {
        deaths += 1;
        onDeath();
        // It has said why. Once it has run, a restart may well find things mended.
        const isRefused = name === "app" && code === REFUSED && url === null;
        if (isRefused) onRefused();
        return !isRefused;
      },
    });
    kept.set(name, part);
  }

  /** Whether the parts may start. */
  async function prepare() {
    const waitAfter = growingWait();
    while (!isStopped) {
      const started = Date.now();
      preparing = startPrepare(release.folder);
      const code = await new Promise((resolve) => preparing.once("exit", resolve).once("error", () => resolve(1)));
      preparing = null;
      if (code === 0) return !isStopped;
      if (code === REFUSED) {
        onRefused();
        return false;
      }
      if (isStopped) return false;
      const wait = waitAfter(Date.now() - started);
      console.error(
        `The database could not be prepared; tracking and lodging work all the same. Next try in ${wait} ms`,
      );
      await sleep(wait);
    }
    return false;
  }

  async function begin() {
    if (mustPrepare && !(await prepare())) return;
    // A release of before there was a worker has none.
    for (const part of PARTS) if (existsSync(join(release.folder, part.script))) start(part);
  }

  begin();
  return {
    get url() {
      return url;
    },
    /** How often one of them has ended by itself. */
    get deaths() {
      return deaths;
    },
    /** Each of them by name: whether it is ready, its process, and since when it is so. */
    list: () =>
      Object.fromEntries(
        [...kept].map(([name, { pid, since }]) => [
          name,
          { ok: pid !== null && ready.has(name), since: since.toISOString(), ...(pid !== null && { pid }) },
        ]),
      ),
    kill() {
      isStopped = true;
      preparing?.kill("SIGKILL");
      for (const part of kept.values()) part.stop({ signal: "SIGKILL" });
    },
    async stop(graceMs) {
      isStopped = true;
      preparing?.kill("SIGTERM");
      await Promise.all([...kept.values()].map((part) => part.stop({ graceMs })));
    },
  };
}
