// `npm run portal`: from a fresh clone to a running portal. Ctrl-C drains and stops everything.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build, checkNode, dataDir, generate, install, prepareData, startApp } from "./steps.mjs";

try {
  checkNode();
  install();
  generate();
  prepareData();
  build();
} catch (error) {
  console.error(`\nThe portal did not start. ${error.message}`);
  process.exit(1);
}

const app = startApp();
app.on("message", (message) => {
  if (message?.ready) greet(message.url);
});
app.on("exit", (code, signal) => {
  process.exitCode = code ?? (signal === "SIGTERM" || signal === "SIGINT" ? 0 : 1);
});

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    // A terminal's Ctrl-C reaches the child as well; it drains on the first one and ends at once on a second.
    if (!stopping) console.log("\nStopping: finishing what is under way …");
    app.kill(stopping ? "SIGKILL" : "SIGTERM");
    stopping = true;
  });
}

function greet(url) {
  const portal = join(dataDir, "portal.json");
  const demo = existsSync(portal) && JSON.parse(readFileSync(portal, "utf8")).demo;
  console.log(`\nJawab is at ${url}  (Urdu: ${url}/ur)\nData lies in ${dataDir}`);
  if (!demo) return;
  const names = JSON.parse(readFileSync("prisma/seed/demo.json", "utf8")).accounts.map(({ email }) => email);
  console.log(
    `This is a demo. Sign in at ${url}/sign-in with the password demo-portal-2026 as\n  ${names.join("\n  ")}`,
  );
}
