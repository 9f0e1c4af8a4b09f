import { readdirSync, readFileSync } from "node:fs";
import { posix as path } from "node:path";
import { describe, expect, test } from "vitest";

/** The reference data that a build is made with. */
const REFERENCE = ["prisma/seed/districts.json", "prisma/seed/taxonomy.json"];

/**
 * Who may import whom inside the repository (house style, "Direction"): folders and single files by the longest name that
 * fits. What isn't named may be imported by nobody from outside itself.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "lib/domain": [],
  "lib/schemas": ["lib/domain"],
  "lib/env.ts": [],
  "lib/folder.ts": ["lib/env"],
  "lib/mode.ts": ["lib/folder"],
  "lib/data": ["lib/mode", "lib/folder", "lib/domain", "lib/search/fold", "lib/env"],
  "lib/channels": ["lib/folder", "lib/domain", "lib/env"],
  "lib/use-cases": ["lib/mode", "lib/data", "lib/channels", "lib/tracking", "lib/domain", "lib/schemas", "lib/env"],
  "lib/tracking": ["lib/domain", "lib/schemas/lodge-answers", "lib/web/paths", "lib/web/i18n", "messages"],
  "lib/http": [
    "lib/env",
    "lib/folder",
    "lib/domain",
    "lib/schemas",
    "lib/tracking",
    "lib/web/i18n",
    "lib/web/paths",
    "messages",
  ],
  "lib/web": [
    "lib/folder",
    "lib/http",
    "lib/data",
    "lib/domain",
    "lib/schemas",
    "lib/env",
    "lib/tracking",
    "messages",
    ...REFERENCE,
  ],
  "lib/web/paths.ts": ["lib/web/i18n/routing"],
  "lib/web/i18n": ["messages", "lib/domain"],
  "lib/app-server": [
    "lib/folder",
    "lib/http",
    "lib/web",
    "lib/data",
    "lib/domain",
    "lib/env",
    "lib/use-cases",
    "lib/tracking",
  ],
  "lib/door": [
    "lib/folder",
    "lib/mode",
    "lib/http",
    "lib/tracking",
    "lib/domain",
    "lib/schemas",
    "lib/env",
    "lib/web/paths",
    "lib/web/i18n",
    "lib/web/reference",
  ],
  "lib/worker": ["lib/use-cases", "lib/data", "lib/domain", "lib/folder", "lib/env"],
  "lib/offline": ["lib/schemas", "lib/domain", "lib/web/paths"],
  "lib/service-worker": ["lib/offline", "lib/web/paths", "lib/web/i18n/routing"],
  "lib/search": [],
  "lib/launcher": [
    "lib/mode",
    "lib/door",
    "lib/service-worker",
    "lib/http/content-policy",
    "lib/http/encoding",
    "lib/http/security-headers",
    "lib/folder",
    "lib/env",
    "lib/tracking",
    "lib/data",
    "lib/domain",
    "lib/schemas",
    "lib/use-cases",
    "prisma",
  ],
  components: [
    "lib/domain",
    "lib/schemas",
    "lib/web/paths",
    "lib/web/published",
    "lib/web/i18n",
    "lib/tracking",
    "lib/offline",
    "lib/search",
    "messages",
    ...REFERENCE,
  ],
  "components/ui": ["lib/web/i18n"],
  app: [
    "lib/mode",
    "components",
    "lib/app-server/build-files",
    "lib/http",
    "lib/web",
    "lib/schemas",
    "lib/use-cases",
    "lib/data",
    "lib/domain",
    "lib/tracking",
    "lib/channels",
    "lib/env",
    "lib/folder",
    "lib/offline",
    "messages",
  ],
};

/** What may be named as a type besides, which costs nothing when the program runs: the shape of what was sent is stored so. */
const MAY_NAME: Record<string, readonly string[]> = {
  "lib/data": ["lib/schemas"],
  "lib/channels": ["lib/schemas"],
  "lib/tracking": ["lib/schemas/field-errors", "lib/web/reference"],
  components: ["lib/web/reference", "lib/web/lodge-state"],
};

/** Single arrows that turn aside, each with its reason. One that nobody uses any more must go. */
const EXCEPTIONS: Record<string, string> = {
  // Reads the posted form whole, its files included.
  "lib/http/lodge-form.ts": "lib/use-cases/inspect-files",
  // Answers 507 when the disk is full.
  "lib/web/api-handler.ts": "lib/channels/file-store",
};

/** Packages that a folder may use; a folder without a line takes what package.json has. */
const MAY_USE: Record<string, readonly string[]> = {
  "lib/domain": ["@noble/hashes", "@date-fns/tz", "date-fns", "canonicalize"],
  "lib/schemas": ["zod", "jsonc-parser"],
};
/** Packages and runtime modules that only these folders may touch: the only doors to database and network. */
const ONLY_IN: Record<string, readonly string[]> = {
  "@prisma": ["lib/data", "prisma"],
  "better-sqlite3": ["lib/data", "lib/door", "prisma"],
  sharp: ["lib/channels"],
  next: ["app", "components", "lib/web", "lib/app-server"],
  "next-auth": ["app", "lib/web", "lib/use-cases"],
  react: ["app", "components", "lib/web"],
  "react-dom": ["app", "components"],
};
/** Ambient things that the pure core must be given as arguments. */
const IMPURE =
  /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\bcrypto\.|\bfetch\(|\bsetTimeout\b|\bglobalThis\b|\bconsole\./;

const ROOTS = ["lib", "app", "components"];
const FILE = /\.(?:ts|tsx|mts|mjs|js)$/;

function listFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((name) => path.join(root, name))
    .filter((name) => FILE.test(name) && !name.includes("/generated/") && !name.endsWith(".d.ts"));
}

/** Comments go, so that an import named in prose is none. Strings stay, for a URL's "//" is no comment. */
function withoutComments(source: string): string {
  return source.replace(
    /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (_, text?: string) => text ?? "",
  );
}

const IMPORTS = [
  // import … from "x", export … from "x", over as many lines as they take
  /(?:^|[\n;])\s*(?:import|export)\s(?<type>type\s)?[^"'`;()]*?\bfrom\s*["'](?<from>[^"']+)["']/g,
  // import "x"
  /(?:^|[\n;])\s*import\s*["'](?<from>[^"']+)["']/g,
  // import("x"), require("x"), new URL("x", import.meta.url), and types by import("x").Y
  /\b(?:import|require)\s*\(\s*["'`](?<from>[^"'`]+)["'`]/g,
  /\bnew\s+URL\(\s*["'`](?<from>\.[^"'`]+)["'`]\s*,\s*import\.meta\.url/g,
];

type Import = { from: string; typeOnly: boolean };

/** Every module that a source names, as written. */
function importsOf(source: string): Import[] {
  const code = withoutComments(source);
  return IMPORTS.flatMap((pattern) =>
    Array.from(code.matchAll(pattern), ({ groups = {} }) => ({
      from: groups.from ?? "",
      typeOnly: groups.type !== undefined,
    })),
  );
}

function importsOfFile(file: string): Import[] {
  return importsOf(readFileSync(file, "utf8"));
}

/** A file's path in the repository, or null for a package. */
function target(file: string, from: string): string | null {
  if (from.startsWith(".")) return path.join(path.dirname(file), from);
  return from.startsWith("@/") ? from.slice(2) : null;
}

function within(name: string, folder: string): boolean {
  return name === folder || name.startsWith(`${folder}/`) || name.startsWith(`${folder}.`);
}

function layerOf(name: string): string | undefined {
  return Object.keys(MAY_IMPORT)
    .filter((layer) => within(name, layer.replace(/\.ts$/, "")))
    .toSorted((one, other) => other.length - one.length)[0];
}

function strayOf(file: string, { from, typeOnly }: Import): string | null {
  const layer = layerOf(file);
  if (layer === undefined) return `${file} belongs to no layer`;
  const inside = target(file, from);
  if (inside !== null) {
    const allowed = [layer.replace(/\.ts$/, ""), ...(MAY_IMPORT[layer] ?? []), EXCEPTIONS[file] ?? ""];
    if (typeOnly) allowed.push(...(MAY_NAME[layer] ?? []));
    return allowed.some((folder) => within(inside, folder)) ? null : `${file} imports ${inside}`;
  }
  const packages = MAY_USE[layer];
  if (packages && !packages.some((name) => within(from, name))) return `${file} uses ${from}`;
  const owners = Object.entries(ONLY_IN).find(([name]) => within(from, name))?.[1];
  return owners && !owners.some((folder) => within(file, folder)) ? `${file} uses ${from}` : null;
}

const FILES = ROOTS.flatMap(listFiles);

describe("direction of imports", () => {
  test.each(Object.keys(MAY_IMPORT))("%s", (layer) => {
    const files = FILES.filter((file) => layerOf(file) === layer);
    const strays = files.flatMap((file) => importsOfFile(file).map((named) => strayOf(file, named)));
    expect(strays.filter(Boolean)).toEqual([]);
  });

  test("every exception is still one", () => {
    const used = (file: string, inside: string) =>
      FILES.includes(file) && importsOfFile(file).some(({ from }) => target(file, from) === inside);
    expect(Object.entries(EXCEPTIONS).filter(([file, inside]) => !used(file, inside))).toEqual([]);
  });

  test("every file belongs to a layer", () => {
    expect(FILES.filter((file) => layerOf(file) === undefined)).toEqual([]);
    expect(FILES.length).toBeGreaterThan(50);
  });

  test("a dynamic import can't hide its target", () => {
    const hidden = FILES.filter((file) =>
      /\bimport\s*\(\s*[^"'`\s)]/.test(withoutComments(readFileSync(file, "utf8"))),
    );
    expect(hidden).toEqual([]);
  });

  test("the core knows no clock, chance, environment or network", () => {
    const impure = FILES.filter((file) => within(file, "lib/domain")).filter((file) =>
      IMPURE.test(withoutComments(readFileSync(file, "utf8"))),
    );
    expect(impure).toEqual([]);
  });

  test("a use-case never imports next", () => {
    const strays = FILES.filter((file) => within(file, "lib/use-cases")).filter((file) =>
      importsOfFile(file).some(({ from }) => within(from, "next")),
    );
    expect(strays).toEqual([]);
  });
});

describe("the reader of imports sees", () => {
  test.each([
    ["a plain import", 'import { a } from "@/lib/data/db";', ["@/lib/data/db"]],
    ["a type import", 'import type { A } from "./a";', ["./a"]],
    ["over many lines", 'import {\n  a,\n  type B,\n} from "@/lib/data/db";', ["@/lib/data/db"]],
    ["for its effects", 'import "server-only";', ["server-only"]],
    ["a default with names", "import x, { y } from 'next/link'", ["next/link"]],
    ["a star", 'import * as x from "zod"', ["zod"]],
    ["a re-export", 'export { a } from "./a";\nexport * from "./b";', ["./a", "./b"]],
    ["dynamic", 'const a = await import("@/lib/data/db");', ["@/lib/data/db"]],
    ["dynamic over lines", "const a = import(\n  `./a`\n);", ["./a"]],
    ["a type by import()", 'type A = import("./a").A;', ["./a"]],
    ["require", 'const a = require("fs");', ["fs"]],
    ["two on one line", 'import "a";import { b } from "b";', ["b", "a"]],
    ["none in comments", '// import { a } from "./a";\n/* import("./b") */ const url = "http://x/y";', []],
    ["none in words", 'const text = "copied from";\nconst b = "x";', []],
  ])("%s", (_name, source, found) => {
    expect(importsOf(source).map(({ from }) => from)).toEqual(found);
  });

  test.each([
    ["lib/domain/complaint/clock.ts", "@/lib/data/db", "lib/domain/complaint/clock.ts imports lib/data/db"],
    ["lib/domain/complaint/clock.ts", "../../data/db", "lib/domain/complaint/clock.ts imports lib/data/db"],
    ["lib/domain/complaint/clock.ts", "zod", "lib/domain/complaint/clock.ts uses zod"],
    ["lib/domain/complaint/clock.ts", "node:crypto", "lib/domain/complaint/clock.ts uses node:crypto"],
    ["lib/domain/complaint/clock.ts", "@noble/hashes/sha2.js", null],
    ["lib/domain/complaint/clock.ts", "@/lib/domain/working-time", null],
    ["lib/use-cases/a.ts", "next/headers", "lib/use-cases/a.ts uses next/headers"],
    ["lib/door/main.ts", "@/lib/data/db", "lib/door/main.ts imports lib/data/db"],
    ["components/ui/button.tsx", "@/lib/domain/result", "components/ui/button.tsx imports lib/domain/result"],
    ["components/complaint/tag.tsx", "@/lib/domain/complaint/states", null],
    ["app/page.tsx", "@prisma/client", "app/page.tsx uses @prisma/client"],
    ["lib/web/paths.ts", "@/lib/data/db", "lib/web/paths.ts imports lib/data/db"],
    ["lib/datamine/a.ts", "zod", "lib/datamine/a.ts belongs to no layer"],
  ])("%s importing %s: %s", (file, from, stray) => {
    expect(strayOf(file, { from, typeOnly: false })).toBe(stray);
  });

  test("a type where only the type is allowed", () => {
    const [named] = importsOf('import type { Contact } from "@/lib/schemas/lodgement";');
    const [used] = importsOf('import { type Contact } from "@/lib/schemas/lodgement";');
    expect(named && strayOf("lib/data/cases.ts", named)).toBeNull();
    expect(used && strayOf("lib/data/cases.ts", used)).toBe("lib/data/cases.ts imports lib/schemas/lodgement");
  });
});
