import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readStaticPolicies } from "./static-policies";

const BUILD = ".next";
/** Prerendered, yet for errors alone: whoever meets one is told by the app, or by the door in its own words. */
const NOT_PAGES = /^\/_/;

export type BuildFiles = { buildId: string; pages: string[]; files: string[] };

/** The pages and files of the running build, by their public paths. */
export function listBuild(): BuildFiles {
  const pages = [...readStaticPolicies(/*turbopackIgnore: true*/ BUILD).keys()].filter((path) => !NOT_PAGES.test(path));
  return {
    buildId: readFileSync(/*turbopackIgnore: true*/ join(BUILD, "BUILD_ID"), "utf8").trim(),
    pages,
    files: [
      ...listFiles(join(BUILD, "static")).map((name) => `/_next/static/${name}`),
      ...listFiles("public").map((name) => `/${name}`),
    ],
  };
}

function listFiles(folder: string): string[] {
  return readdirSync(/*turbopackIgnore: true*/ folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(/*turbopackIgnore: true*/ join(folder, name)).isFile(),
  );
}
