import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Row, report, row } from "@/tests/support/drill/report";
import { type PhoneBrowser, startBrowser } from "./browser";

/** A figure that must be exactly `wanted`. */
export function exactly(what: string, seen: number, wanted: number): Row {
  return row(what, seen === wanted ? seen : `${seen} instead of ${wanted}`, seen === wanted);
}

/** Browsers on one profile, one after the other; killed, and the profile gone, when `work` has ended or failed. */
export async function withPhone<T>(work: (start: () => Promise<PhoneBrowser>) => Promise<T>): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), "jawab-drill-"));
  let last: PhoneBrowser | null = null;
  try {
    return await work(async () => {
      last = await startBrowser(profile);
      return last;
    });
  } finally {
    await (last as PhoneBrowser | null)?.kill();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/**
 * Where `module` is what Node was started with: runs its drill on the portal at PORTAL_ORIGIN, prints the table, and ends the
 * process; with 1 on a miss, or when it takes longer than `minutes`.
 */
export async function runAlone(
  module: string,
  minutes: number,
  drill: (origin: string) => Promise<Row[]>,
): Promise<void> {
  if (module !== pathToFileURL(process.argv[1] ?? "").href) return;
  const origin = process.env.PORTAL_ORIGIN ?? "http://127.0.0.1:3000";
  setTimeout(() => {
    console.error(`Not done after ${minutes} minutes`);
    process.exit(1);
  }, minutes * 60_000).unref();
  const rows = await drill(origin);
  process.exit(report(`On ${origin}`, rows) ? 0 : 1);
}
