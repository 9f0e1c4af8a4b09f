import { z } from "zod";
import { type Mode, readMode } from "@/lib/mode";
import type { AppAnswer, AppClient } from "./app-client";

const EVERY_MS = 1_000;
/** Two failures to leave, two successes to return (design §3), so that one slow answer changes nothing. */
const TURNS = 2;

export type AppHealth = ReturnType<typeof watchApp>;
/** `normal`: it answers and can write. `read-only`: it answers, and lodgings go to the spool. `away`: it doesn't answer. */
export type AppState = "normal" | "read-only" | "away";

/** Of the app's own /readyz, what we ask: whether it can take what is sent, and show what is there. */
const ReadySchema = z.looseObject({
  mode: z.string(),
  database: z.looseObject({ ok: z.boolean(), readable: z.boolean().optional() }).optional(),
});

/**
 * Asks the app how it is, each second, until `stop`. It begins as away, for a door that starts alone knows nobody yet; the
 * first look then counts at once. `announced` is the mode that an admin has set (lib/mode.ts).
 */
export function watchApp(
  client: Pick<AppClient, "probe">,
  { everyMs = EVERY_MS, announced = readMode }: { everyMs?: number; announced?: () => Mode } = {},
) {
  let seen: AppState = "away";
  let since = new Date();
  let candidate: AppState | null = null;
  let times = 0;
  let last: unknown = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const leavers = new Set<() => void>();

  let answers = 0;

  async function look(): Promise<void> {
    const before = answers;
    const answer = await client.probe();
    // It answers others, so it is slow and not away: whoever waits is served in the end.
    if (answer === null && answers > before) return;
    last = answer && parse(answer.body);
    note(stateOf(answer));
  }

  function note(state: AppState): void {
    const isFirst = candidate === null;
    times = state === candidate ? times + 1 : 1;
    candidate = state;
    if (state === seen || (times < TURNS && !(isFirst && state !== "away"))) return;
    seen = state;
    since = new Date();
    if (state === "away") for (const leave of leavers) leave();
  }

  let rounds = 0;
  async function round(): Promise<void> {
    rounds += 1;
    const mine = rounds;
    await look();
    if (!stopped && mine === rounds) timer = setTimeout(() => void round(), everyMs);
  }

  const known = round();

  return {
    /** After the first look. */
    known,
    get state(): AppState {
      return seen === "away" ? "away" : announced().mode === "read-only" ? "read-only" : seen;
    },
    /** Since when it has been so: by what was announced, or as we have seen it. */
    get since(): Date {
      const mode = announced();
      return seen !== "away" && mode.mode === "read-only" ? new Date(mode.since) : since;
    },
    /** When it is meant to end, and why: as announced, else null. */
    get announced(): Extract<Mode, { mode: "read-only" }> | null {
      const mode = announced();
      return mode.mode === "read-only" ? mode : null;
    },
    /** The body of the app's own /readyz, as it last came; null while it doesn't answer. */
    get last(): unknown {
      return last;
    },
    /** A proxied request met nobody there: that counts as a look. */
    noteFailure: () => note("away"),
    /** A proxied request was answered. */
    noteAnswer: () => {
      answers += 1;
    },
    /** The app is at another address now: the next look, at once, counts by itself. */
    lookAnew(): void {
      candidate = null;
      clearTimeout(timer);
      void round();
    },
    /** Called once the app is found away, so that nobody waits for its answer any longer; the answer takes that back. */
    onAway(leave: () => void): () => void {
      leavers.add(leave);
      return () => leavers.delete(leave);
    },
    stop(): void {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function stateOf(answer: AppAnswer | null): AppState {
  const ready = answer && ReadySchema.safeParse(parse(answer.body));
  if (!ready?.success) return "away"; // nobody, or somebody who isn't our app
  if (ready.data.database?.readable === false) return "away"; // none of its pages can be made
  return ready.data.mode === "read-only" || ready.data.database?.ok === false ? "read-only" : "normal";
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}
