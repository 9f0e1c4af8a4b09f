import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A TypeScript file in a process of its own, with an IPC channel. */
export function startChild(file: string, args: readonly string[] = []): ChildProcess {
  return fork(`tests/support/door/${file}`, args, { execArgv: ["--import", "tsx"], stdio: ["ignore", 2, 2, "ipc"] });
}

export type TakerRequest = { trackingId: string; bodies: readonly string[] };
export type TakerAnswer = { trackingId: string; hash?: string; code?: string };

/** A door worker on that folder, which takes these lodgings once it is told to run, and tells of each at once. */
export async function startTaker(directory: string, requests: readonly TakerRequest[]) {
  const child = startChild("taking-process.ts", [directory]);
  await once(child, "message");
  const told: TakerAnswer[] = [];
  child.on("message", (answer) => told.push(answer as TakerAnswer));
  return {
    child,
    told,
    /** Resolves when it has taken all, or died. */
    async run(): Promise<TakerAnswer[]> {
      child.send(requests);
      await once(child, "exit");
      return told;
    },
  };
}
