import { tellChange } from "./changes";
import { listTodo } from "./my-complaints";
import { type Mode, type Round, sendAll } from "./outbox";
import { refreshStatuses } from "./statuses";
import { WAKE_UP } from "./wake-up";

const EVERY_MS = 30_000;

let started = false;
let active = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Sends while this page is open: now, every 30 seconds, as soon as a waiting complaint's time has come, when the network
 * comes back and when the page is looked at again. A second call does nothing more.
 */
export function startSending(): void {
  if (started) return;
  started = true;
  window.addEventListener("online", () => void run("now"));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void run("due");
  });
  // The worker was woken, and leaves it to a page that somebody looks at.
  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    if (data?.type === WAKE_UP) void run("now");
  });
  setInterval(() => void run("due"), EVERY_MS);
  void run("due");
}

/** The button, and what was just kept: at once, whatever a complaint's own wait says. */
export async function sendNow(first?: string): Promise<Round> {
  startSending();
  return send("now", first);
}

/** Whether this page is sending just now. */
export function isSending(): boolean {
  return active > 0;
}

async function run(mode: Mode): Promise<void> {
  if (mode === "due" && !navigator.onLine) return askForWakeUp();
  try {
    await send(mode);
    await refreshStatuses(await listTodo());
  } catch (error) {
    console.warn("This phone's complaints could not be sent just now.", error);
  }
}

async function send(mode: Mode, first?: string): Promise<Round> {
  active += 1;
  tellChange();
  const round = await sendAll(undefined, mode, first).finally(() => {
    active -= 1;
    tellChange();
  });
  clearTimeout(timer);
  if (round.unsent > 0) {
    void askForWakeUp();
    const wait = (round.nextTryAt ?? 0) - Date.now();
    if (!round.busy && wait < EVERY_MS) timer = setTimeout(() => void run("due"), Math.max(wait, 1_000));
  }
  return round;
}

type Syncing = ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } };

/** Where the browser can wake the worker when there is a network again, this page may be closed meanwhile. */
async function askForWakeUp(): Promise<void> {
  try {
    const registration = (await navigator.serviceWorker?.getRegistration()) as Syncing | undefined;
    await registration?.sync?.register(WAKE_UP);
  } catch {
    // Forbidden by the user, or unknown to the browser: the page sends all the same.
  }
}
