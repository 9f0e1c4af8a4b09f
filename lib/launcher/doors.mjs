import cluster from "node:cluster";
import { join } from "node:path";
import { keepRunning } from "./child.mjs";
import { childEnv } from "./steps.mjs";

const DOORS = 2;
const READY_WITHIN_MS = 20_000;
/** A door finishes its open requests within 30 s by itself. */
const DRAIN_MS = 35_000;
/** Where no app is yet, nobody must be taken for one. */
const NOWHERE = "http://127.0.0.1:1";

/**
 * The doors at the public port, which this process holds by node:cluster for as long as one of them listens. `onChange` hears
 * of every start and end, `onListening` the port that they listen at.
 */
export function openDoors(release, { onChange, onListening }) {
  let appUrl = NOWHERE;
  /** Doors that finish what they have begun, while others have taken their place. */
  const draining = new Set();
  const slots = Array.from({ length: DOORS }, () => startDoor(release));

  function startDoor(of) {
    let tellReady;
    const ready = new Promise((resolve) => {
      tellReady = resolve;
    });
    let deaths = 0;
    const kept = keepRunning({
      name: "door",
      start: () =>
        fork(of, appUrl, (port) => {
          // What was said while it came up, it has not heard.
          kept.send({ app: appUrl });
          onChange();
          tellReady(true);
          onListening(port);
        }),
      onChange,
      onEnd: () => {
        deaths += 1;
        return true;
      },
      // With the last door the port goes dark.
      isUrgent: () => slots.every(({ pid }) => pid === null),
    });
    return Object.assign(kept, {
      release: of,
      ready,
      hasDied: () => deaths > 0,
    });
  }

  function tell(message) {
    for (const door of [...slots, ...draining]) door.send(message);
  }

  async function drain(door) {
    draining.add(door);
    await door.stop({ message: { drain: true }, graceMs: DRAIN_MS });
    draining.delete(door);
  }

  return {
    /** Those that take new connections. */
    list: () => slots.filter(({ pid }) => pid !== null).map(({ pid, since }) => ({ pid, since: since.toISOString() })),
    tell,
    tellApp(url) {
      appUrl = url ?? NOWHERE;
      tell({ app: appUrl });
    },
    /** Whether a door of that release has ended by itself. */
    haveDied: (of) => slots.some((door) => door.release.id === of.id && door.hasDied()),
    /** Puts doors of that release, which know that app, in the place of all others: each listens before an old one lets go. */
    async replaceBy(of, url) {
      appUrl = url ?? NOWHERE;
      for (const [index, old] of slots.entries()) {
        if (old.release.id === of.id) continue;
        const door = startDoor(of);
        const isReady = await within(READY_WITHIN_MS, door.ready);
        if (!isReady) {
          await door.stop({ signal: "SIGKILL" });
          throw new Error("a new door did not start within 20 s");
        }
        slots[index] = door;
        drain(old);
      }
      tell({ app: appUrl });
    },
    kill() {
      for (const door of [...slots, ...draining]) door.stop({ signal: "SIGKILL" });
    },
    async stop(graceMs) {
      await Promise.all([...slots, ...draining].map((door) => door.stop({ graceMs })));
    },
  };
}

function fork({ folder }, appUrl, onListening) {
  cluster.setupPrimary({
    exec: join(folder, ".next/jawab/door.mjs"),
    cwd: folder,
    args: [],
    execArgv: ["--enable-source-maps"],
  });
  const worker = cluster.fork(childEnv({ NODE_ENV: "production", PORTAL_APP_URL: appUrl }));
  worker.once("listening", ({ port }) => onListening(port));
  return worker.process;
}

async function within(ms, promise) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  const outcome = await Promise.race([promise, late]);
  clearTimeout(timer);
  return outcome;
}
