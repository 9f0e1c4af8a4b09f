import { setTimeout as sleep } from "node:timers/promises";
import { openDoors } from "./doors.mjs";
import { answersWell, modeOf } from "./look.mjs";
import { startParts } from "./parts.mjs";

const HEALTHY_WITHIN_MS = 60_000;
/** So often in a row must a new app be well before anybody is sent to it. */
const TIMES_WELL = 3;
/** So long a new release must hold, while the old one still runs and takes over again at once. */
const WATCH_MS = Number(process.env.JAWAB_WATCH_MS) || 15_000;
const TIMES_ILL = 3;
const APP_DRAIN_MS = 35_000;
const STOP_DOORS_MS = 12_000;
const STOP_PARTS_MS = 6_000;

/** The portal's processes: doors at the public port, parts behind them, all of one release but during an upgrade. */
export function openPortal(release, { publicUrl, onListening, onRefused }) {
  const hooks = (of) => ({
    publicUrl,
    onChange: () => tellParts(),
    onUrl: (url) => of() === current && doors.tellApp(url),
    onRefused,
  });
  let current = null;
  /** The other side of an upgrade under way: the new release before the switch, the old one after it. */
  let trial = null;
  let isStopping = false;
  const doors = openDoors(release, { onChange: () => tellParts(), onListening });
  current = { release, parts: null };
  const first = current;
  current.parts = startParts(release, { mustPrepare: true, ...hooks(() => first) });

  function tellParts() {
    // The doors say at /readyz who runs.
    if (current?.parts) doors.tell({ parts: { ...current.parts.list(), doors: doors.list() } });
  }

  /** Resolves when the new app has been well a few times in a row; throws why not. */
  async function becomeHealthy(parts) {
    const mode = current.parts.url ? await modeOf(current.parts.url) : null;
    const deadline = Date.now() + HEALTHY_WITHIN_MS;
    for (let well = 0; well < TIMES_WELL; ) {
      if (parts.deaths > 0) return;
      if (Date.now() > deadline) throw new Error("the new app was not healthy within 60 s");
      const now = parts.url && (await modeOf(parts.url));
      well = now && (now === "normal" || now === mode) && (await answersWell(parts.url)) ? well + 1 : 0;
      await sleep(250);
    }
  }

  async function watch({ release: of, parts }, old) {
    let ill = 0;
    for (const end = Date.now() + WATCH_MS; Date.now() < end; await sleep(500)) {
      if (parts.deaths > 0) return;
      if (doors.haveDied(of)) throw new Error("a new door ended soon after the switch");
      // What ails both, such as a machine that is too busy, is no reason to go back.
      const [mode, oldMode] = await Promise.all([parts, old.parts].map(({ url }) => modeOf(url)));
      ill = mode === null && oldMode !== null ? ill + 1 : 0;
      if (ill >= TIMES_ILL) throw new Error("the new app was ill soon after the switch");
    }
  }

  return {
    status: () => ({
      release: current.release,
      app: current.parts.list().app ?? null,
      doors: doors.list(),
      isSwitching: trial !== null,
    }),
    appUrl: () => current.parts.url,
    /**
     * Puts another release in the place of the running one without a request lost. Where it doesn't hold, everything is as
     * before; then throws why.
     */
    async switchTo(next, tell) {
      if (isStopping) throw new Error("the portal is stopping");
      const old = current;
      const candidate = { release: next, parts: null };
      const death = new Promise((_, reject) => {
        const onDeath = () => reject(new Error("the new app ended by itself"));
        candidate.parts = startParts(next, { ...hooks(() => candidate), onRefused: onDeath, onDeath });
      });
      death.catch(() => {}); // there may be nobody who waits for it any more
      trial = candidate;
      try {
        tell("The new app starts beside the old one");
        await Promise.race([becomeHealthy(candidate.parts), death]);
        tell("It is healthy: new doors open, and the old ones finish what they have begun");
        await doors.replaceBy(next, candidate.parts.url);
        [current, trial] = [candidate, old];
        tellParts();
        tell(`All new requests go to the new version, which is watched for ${WATCH_MS / 1000} s`);
        await Promise.race([watch(candidate, old), death]);
      } catch (error) {
        [current, trial] = [old, candidate];
        // Whatever door it is that a request comes by, it finds an app at once.
        doors.tellApp(old.parts.url);
        if (!isStopping) {
          // Doors of the new release that have to stay know the old app all the same.
          await doors
            .replaceBy(old.release, old.parts.url)
            .catch(({ message }) => console.error(`Going back: ${message}`));
        }
        tellParts();
        await candidate.parts.stop(APP_DRAIN_MS);
        trial = null;
        throw error;
      }
      tell("The old app finishes what it has begun");
      await old.parts.stop(APP_DRAIN_MS);
      trial = null;
    },
    /** Ends everything at once, whatever it is doing. */
    kill() {
      isStopping = true;
      doors.kill();
      for (const parts of [current.parts, trial?.parts]) parts?.kill();
    },
    async stop() {
      isStopping = true;
      await doors.stop(STOP_DOORS_MS);
      await Promise.all([current.parts, trial?.parts].map((parts) => parts?.stop(STOP_PARTS_MS)));
    },
  };
}
