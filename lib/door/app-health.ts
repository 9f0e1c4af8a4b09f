import type { AppClient } from "./app-client";

const EVERY_MS = 1_000;
/** Two failures to leave, two successes to return (design §3), so that one slow answer changes nothing. */
const TURNS = 2;

export type AppHealth = ReturnType<typeof watchApp>;
/** `normal`: it answers and can write. `read-only`: it answers, and lodgings go to the spool. `away`: it doesn't answer. */
export type AppState = "normal" | "read-only" | "away";

/** Asks the app how it is, each second, until `stop`. It begins as away: a door that starts alone knows nobody yet. */
export function watchApp(client: Pick<AppClient, "probe">, everyMs = EVERY_MS) {
  let state: AppState = "away";
  let since = new Date();
  let candidate: AppState = "away";
  let times = 0;
  let last: unknown = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function look(): Promise<void> {
    const answer = await client.probe();
    last = answer && parse(answer.body);
    note(answer === null ? "away" : answer.status === 200 ? "normal" : "read-only");
  }

  function note(seen: AppState): void {
    times = seen === candidate ? times + 1 : 1;
    candidate = seen;
    if (seen !== state && times >= TURNS) {
      state = seen;
      since = new Date();
    }
  }

  async function round(): Promise<void> {
    await look();
    if (!stopped) timer = setTimeout(() => void round(), everyMs);
  }

  void round();
  return {
    get state(): AppState {
      return state;
    },
    /** Since when it has been so. */
    get since(): Date {
      return since;
    },
    /** The body of the app's own /readyz, as it last came; null while it doesn't answer. */
    get last(): unknown {
      return last;
    },
    /** A proxied request met a dead app: that counts as a look. */
    noteFailure: () => note("away"),
    stop(): void {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}
