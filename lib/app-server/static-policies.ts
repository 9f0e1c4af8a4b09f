import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { policyOfPage } from "@/lib/http/content-policy";

/** The policies of the prerendered pages, by public path (`/lodge`, `/ur/lodge`). */
export function readStaticPolicies(buildFolder: string): Map<string, string> {
  const root = join(buildFolder, "server", "app");
  return new Map(
    listHtml(root).map((file) => {
      const path = file.slice(root.length).replace(/\.html$/, "");
      const publicPath = path === "/en" ? "/" : path.replace(/^\/en\//, "/");
      return [publicPath, policyOfPage(readFileSync(file, "utf8"))];
    }),
  );
}

function listHtml(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".html"))
    .map((name) => join(directory, name));
}
