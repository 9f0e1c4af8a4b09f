// `npm run door`: a second door, alone, in front of an app elsewhere (PORTAL_APP_URL), with a folder of its own.
import { buildRelease, markInUse } from "./release.mjs";
import { checkNode, generate, install, startPart } from "./steps.mjs";

try {
  checkNode();
  install();
  generate();
  const release = await buildRelease();
  markInUse(release);
  const door = startPart(release.folder, ".next/jawab/door.mjs");
  door.on("exit", (code) => process.exit(code ?? 1));
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => door.kill("SIGTERM"));
} catch (error) {
  console.error(`\nThe door did not start. ${error.message}`);
  process.exit(1);
}
