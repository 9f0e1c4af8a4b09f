import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { WORKER_PATH } from "@/lib/http/worker-file";
import { readStaticPolicies } from "./static-policies";

const BUILD = ".next";
/** Prerendered, yet for errors alone: whoever meets one is told by the app, or by the door in its own words. */
const NOT_PAGES = /^\/_/;

export type BuildFiles = { buildId: string; pages: string[]; files: string[] };

let listed: BuildFiles | undefined;

/** The pages and files of the running build, by their public paths. Read once: a door asks each second. */
export function listBuild(): BuildFiles {
  listed ??= readBuild();
  return listed;
}

function readBuild(): BuildFiles {
  const pages = [...readStaticPolicies(/*turbopackIgnore: true*/ BUILD).keys()].filter((path) => !NOT_PAGES.test(path));
  return {
    buildId: readFileSync(/*turbopackIgnore: true*/ join(BUILD, "BUILD_ID"), "utf8").trim(),
    pages,
    files: [
      ...listFiles(join(BUILD, "static")).map((name) => `/_next/static/${name}`),
      ...listFiles("public").map((name) => `/${name}`),
      ...(existsSync(workerFile(BUILD)) ? [WORKER_PATH] : []),
    ],
  };
}

/** The service worker of a build, null in development. */
export function readWorker(buildFolder: string): Uint8Array<ArrayBuffer> | null {
  const file = workerFile(buildFolder);
  return existsSync(/*turbopackIgnore: true*/ file) ? new Uint8Array(readFileSync(file)) : null;
}

function workerFile(buildFolder: string): string {
  return join(/*turbopackIgnore: true*/ buildFolder, "jawab", "sw.js");
}

function listFiles(folder: string): string[] {
  return readdirSync(/*turbopackIgnore: true*/ folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(/*turbopackIgnore: true*/ join(folder, name)).isFile(),
  );
}
