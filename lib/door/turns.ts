import { E_TIMEOUT, Semaphore, withTimeout } from "async-mutex";

/** Smaller bodies cost the app next to nothing. */
export const LARGE_BYTES = 512 * 1024;

export type Turns = ReturnType<typeof openTurns>;

/**
 * How many large bodies go to the app at once: 16 forms of 25 MB took it to 1.45 GB. The others wait their turn here, where
 * they lie on disk. `null` from `take` where none came within `patienceMs`.
 */
export function openTurns(atOnce: number, patienceMs: number) {
  const semaphore = withTimeout(new Semaphore(atOnce), patienceMs);
  return {
    async take<T>(bytes: number, work: () => Promise<T>): Promise<T | null> {
      if (bytes < LARGE_BYTES) return work();
      let release: () => void;
      try {
        [, release] = await semaphore.acquire();
      } catch (error) {
        if (error === E_TIMEOUT) return null;
        throw error;
      }
      try {
        return await work();
      } finally {
        release();
      }
    },
  };
}
