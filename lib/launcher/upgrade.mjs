// `npm run upgrade`: builds the checked-out version beside the running one and goes over to it; back again where it is ill.
import { join } from "node:path";
import { buildRelease, keepActionsKey } from "./release.mjs";
import { forgetRefusal } from "./running.mjs";
import { openChannel } from "./socket.mjs";
import { checkNode, dataDir, generate, install, prepareData } from "./steps.mjs";

const channel = await openChannel(join(dataDir, "launcher.sock"));
const answers = channel?.values();
// The launcher greets first.
await answers?.next();

if (channel) {
  const announced = await order({ do: "announce" });
  if (!announced.ok) stop(announced.reason);
}

const release = await attempt(async () => {
  checkNode();
  install();
  generate();
  return buildRelease();
});

if (!channel) {
  attemptSync(() => prepareData(release.folder));
  keepActionsKey();
  forgetRefusal();
  console.log(`\nNo portal runs on ${dataDir}: built and migrated. \`npm run portal\` starts it.`);
  process.exit(0);
}

const before = await order({ do: "status" });
if (!before.ok) stop(before.reason);
if (before.release.id === release.id) {
  console.log(`\nThe portal at ${before.url} runs this version already.`);
  process.exit(0);
}
// Only what the running version can live with: it goes on writing, and may have to take over again.
attemptSync(() => prepareData(release.folder, ["--beside"]));
const outcome = await order({ do: "switch", release });
if (!outcome.ok) {
  stop(
    `The upgrade was taken back: ${outcome.reason}.\nThe portal runs as before, on ${before.release.id}; ` +
      "its database keeps the new migrations, which the version before them can live with.",
  );
}
console.log(`\nThe portal at ${before.url} runs ${release.id} now.`);
process.exit(0);

/** Sends an order and prints the progress until its answer comes. */
async function order(command) {
  channel.send(command);
  for (;;) {
    const { value, done } = await answers.next();
    if (done) return { ok: false, reason: "the launcher has ended" };
    if (value.progress === undefined) return value;
    console.log(`· ${value.progress} …`);
  }
}

async function attempt(steps) {
  try {
    return await steps();
  } catch (error) {
    return stop(`Nothing was changed. ${error.message}`);
  }
}

function attemptSync(step) {
  try {
    step();
  } catch (error) {
    stop(`No request went to the new version. ${error.message}`);
  }
}

function stop(words) {
  console.error(`\n${words}`);
  process.exit(1);
}
