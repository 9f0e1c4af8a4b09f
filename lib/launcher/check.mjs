// `npm run check`: types, lint and format, dead code, dictionaries, side by side. Import rules are a unit test that runs here too.
import { spawn } from "node:child_process";
import { childEnv } from "./steps.mjs";

const CHECKS = {
  types: ["tsc", "--noEmit"],
  "types of the service worker": ["tsc", "--noEmit", "-p", "lib/service-worker"],
  "lint and format": ["biome", "ci", "--reporter=summary", "."],
  "dead code": ["knip", "--no-progress"],
  migrations: ["tsx", "prisma/engine/check-migrations.ts"],
  dictionaries: ["tsx", "lib/launcher/check-dictionaries.ts"],
  "import rules": ["vitest", "run", "tests/unit/boundaries.spec.ts", "--reporter=dot"],
};

await new Promise((resolve) => {
  // Next and the styles step write types and sources that the type check reads.
  spawn("npx", ["--no-install", "tsx", "lib/launcher/prepare-check.ts"], { stdio: "inherit", env: childEnv() }).on(
    "exit",
    resolve,
  );
});

const results = await Promise.all(Object.entries(CHECKS).map(([name, command]) => runOne(name, command)));
for (const { name, code, output } of results) {
  console.log(`${code === 0 ? "✓" : "✗"} ${name}`);
  if (code !== 0) console.log(output);
}
process.exit(results.every(({ code }) => code === 0) ? 0 : 1);

function runOne(name, command) {
  return new Promise((resolve) => {
    const child = spawn("npx", ["--no-install", ...command], { env: childEnv() });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        output += chunk;
      });
    child.on("exit", (code) => resolve({ name, code, output }));
  });
}
