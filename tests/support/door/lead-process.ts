/** A process that leads and says so, until it is killed; a forgetful one keeps no reference and collects its garbage. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { electLead } from "@/lib/door/lead";

const [file = "", forgetful] = process.argv.slice(2);
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function lead(): unknown {
  const elected = electLead(file);
  elected.onLead(() => process.send?.("leads"));
  return forgetful ? null : elected;
}

const kept = lead();
setInterval(() => {
  if (kept === null) collectGarbage();
}, 50);
