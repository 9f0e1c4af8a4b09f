const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
const HEALTHY_AFTER_MS = 30_000;
/** What ends sooner has most likely not come up at all. */
const CAME_UP_AFTER_MS = 1_000;

/** How long to wait before the next start, told how long the last one lived: growing, and short again after a healthy life. */
export function growingWait() {
  let next = FIRST_WAIT_MS;
  return (livedMs) => {
    const wait = livedMs >= HEALTHY_AFTER_MS ? FIRST_WAIT_MS : next;
    next = Math.min(wait * 2, LONGEST_WAIT_MS);
    return wait;
  };
}

/**
 * Keeps one child process running, whatever ends it, until `stop`. `start` answers with a ChildProcess. `onChange` hears of each
 * start and end, `onMessage` what it says by IPC, `onEnd` of an end that nobody asked for: it returns whether to start again.
 * `isUrgent`: nobody else does its work meanwhile, so the wait doesn't grow, unless it doesn't come up.
 */
export function keepRunning({
  name,
  start,
  onChange = () => {},
  onMessage = () => {},
  onEnd = () => true,
  isUrgent = () => false,
}) {
  const waitAfter = growingWait();
  let child = null;
  let since = new Date();
  let timer;
  let isOver = false;

  function begin() {
    since = new Date();
    const started = start();
    child = started;
    started.on("message", (message) => onMessage(message, started));
    let hasEnded = false;
    const end = (code, signal) => {
      // A process that can't be started at all says `error` and never `exit`.
      if (hasEnded) return;
      hasEnded = true;
      const livedMs = Date.now() - since.getTime();
      child = null;
      since = new Date();
      onChange();
      if (isOver || !onEnd({ code, signal })) return;
      const grown = waitAfter(livedMs);
      const wait = isUrgent() && livedMs >= CAME_UP_AFTER_MS ? FIRST_WAIT_MS : grown;
      console.error(`The ${name} ended (${signal ?? code}); it starts again in ${wait} ms`);
      timer = setTimeout(begin, wait);
    };
    started.once("exit", end);
    started.once("error", (error) => started.pid === undefined && end(error.message, null));
    onChange();
  }

  begin();
  return {
    get pid() {
      return child?.pid ?? null;
    },
    /** Since when it runs, or doesn't. */
    get since() {
      return since;
    },
    send(message) {
      if (child?.connected) child.send(message, () => {});
    },
    /** Ends it by `signal`, or a message that asks for the same, and by force after `graceMs`. Resolves when it is gone. */
    async stop({ signal = "SIGTERM", message, graceMs = 10_000 } = {}) {
      isOver = true;
      clearTimeout(timer);
      if (!child) return;
      const last = child;
      const gone = new Promise((resolve) => last.once("exit", resolve));
      if (message && last.connected) last.send(message, () => {});
      else last.kill(signal);
      const force = setTimeout(() => last.kill("SIGKILL"), graceMs);
      await gone;
      clearTimeout(force);
    },
  };
}
