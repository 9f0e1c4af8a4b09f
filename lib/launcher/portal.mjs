// `npm run portal`: from a fresh clone to a running portal. Ctrl-C drains and stops everything.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { relayApp } from "./app-relay.mjs";
import { serveControl } from "./control.mjs";
import { ask } from "./look.mjs";
import { openPortal } from "./portal-processes.mjs";
import { buildRelease, checkedOut, isBuilt, keepActionsKey, markInUse } from "./release.mjs";
import { findRunning, noteRunning } from "./running.mjs";
import { holdSocket } from "./socket.mjs";
import { checkNode, dataDir, generate, install, prepareData } from "./steps.mjs";

const PORT = Number(process.env.PORT || 3000);
const HOST = process.env.HOST || "0.0.0.0";
/** A terminal's Ctrl-C comes from npm as well as from the terminal. */
const ONE_PRESS_MS = 500;

let portal = null;
/** What an upgrade may ask of us; null until everything has been started. */
let control = null;
let port = PORT;
let stoppingSince = 0;
mkdirSync(dataDir, { recursive: true, mode: 0o700 });
const lock = await holdSocket(join(dataDir, "launcher.sock"), (channel) => serveControl(channel, () => control));
if (!lock) refuse(`Another launcher runs the portal of ${dataDir}. (\`npm run upgrade\` brings it to a new version.)`);

const release = await attempt(async () => {
  checkNode();
  await checkPort();
  const found = await findRelease();
  keepActionsKey();
  // Before a door or anything else lies in the folder, whose nature an empty one decides.
  if (!existsSync(join(dataDir, "portal.json")) || process.env.PORTAL_DEMO) prepareData(found.folder, ["--nature"]);
  return found;
});

markInUse(release);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop());

portal = openPortal(release, {
  publicUrl,
  onListening(listening) {
    port = listening;
  },
  onRefused: () => stop(1),
});
control = {
  status: () => ({ ...portal.status(), url: publicUrl(), pid: process.pid }),
  async switchTo(next, tell) {
    const { release: before } = portal.status();
    markInUse(before, next);
    try {
      await portal.switchTo(next, tell);
      note(next);
      markInUse(next);
    } catch (error) {
      note(before, { ...next, why: error.message });
      markInUse(before);
      throw error;
    }
  },
  stop: () => stop(),
};
if (process.env.PORTAL_APP_PORT) {
  const [appPort, host] = [Number(process.env.PORTAL_APP_PORT), process.env.PORTAL_APP_HOST || "127.0.0.1"];
  relayApp({ port: appPort, host, find: () => portal.appUrl() });
}
greetWhenReady();
// Whatever is still to go wrong here, the public port must outlive it.
process.on("unhandledRejection", (error) => console.error("The launcher goes on after an error:", error));

/**
 * The checked-out version. Where it can't be built, or an upgrade to it has failed, the one that ran last: a machine that
 * starts again by itself must not go dark over a version that nobody could use.
 */
async function findRelease() {
  const { current, refused } = findRunning();
  const canGoBack = current && isBuilt(current);
  try {
    install();
    generate();
    const id = checkedOut().id;
    if (canGoBack && refused?.id === id) {
      console.error(`The checked-out version was refused by an upgrade (${refused.why}): the one before it starts.`);
      return current;
    }
    return await buildRelease();
  } catch (error) {
    if (!canGoBack) throw error;
    console.error(`The checked-out version can't be built (${error.message}): the one that ran last starts.`);
    return current;
  }
}

async function greetWhenReady() {
  let isUp = false;
  while (!isUp && !stoppingSince) {
    await sleep(250);
    const answer = await ask(localUrl(), "/readyz", { timeoutMs: 2_000 });
    isUp = answer?.status === 200 || /"mode":"read-only"/.test(answer?.body ?? "");
  }
  if (stoppingSince) return;
  const { current, refused } = findRunning();
  if (!portal.status().isSwitching) note(release, current?.id === release.id ? refused : null);
  const url = publicUrl();
  console.log(`\nJawab is at ${url}  (Urdu: ${url}/ur)\nData lies in ${dataDir}`);
  if (!JSON.parse(readFileSync(join(dataDir, "portal.json"), "utf8")).demo) return;
  const demo = join(release.folder, "prisma/seed/demo.json");
  const names = JSON.parse(readFileSync(demo, "utf8")).accounts.map(({ email }) => email);
  console.log(
    `This is a demo. Sign in at ${url}/sign-in with the password demo-portal-2026 as\n  ${names.join("\n  ")}`,
  );
}

/** On a full disk the portal runs on all the same. */
function note(running, refused = null) {
  try {
    noteRunning(running, refused);
  } catch ({ message }) {
    console.error(`Which version runs could not be noted: ${message}`);
  }
}

function stop(exitCode = 0) {
  if (stoppingSince) {
    if (Date.now() - stoppingSince < ONE_PRESS_MS) return;
    portal.kill();
    process.exit(1);
  }
  stoppingSince = Date.now();
  console.log("\nStopping: finishing what is under way …");
  portal.stop().finally(() => process.exit(exitCode));
}

function publicUrl() {
  return process.env.PORTAL_URL?.replace(/\/$/, "") || `http://localhost:${port}`;
}

function localUrl() {
  return `http://${["0.0.0.0", "::", ""].includes(HOST) ? "127.0.0.1" : HOST}:${port}`;
}

/** Before anything is built: whoever has the port is to be known at once. */
function checkPort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", ({ code, message }) => {
      if (code === "EADDRINUSE") reject(new Error(`Port ${PORT} is taken by another program: stop it, or set PORT.`));
      else if (code === "EACCES") reject(new Error(`Port ${PORT} may not be used by this user: set PORT.`));
      else reject(new Error(`Port ${PORT} at ${HOST}: ${message}`));
    });
    server.listen(PORT, HOST, () => server.close(resolve));
  });
}

async function attempt(steps) {
  try {
    return await steps();
  } catch (error) {
    return refuse(`The portal did not start. ${error.message}`);
  }
}

function refuse(words) {
  console.error(`\n${words}`);
  process.exit(1);
}
