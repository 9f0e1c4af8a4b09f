/**
 * `npm run mode -- read-only --reason-en "…" --reason-ur "…" [--until 2026-11-25T06:00] [--who NAME]`, `-- normal`, `-- show`: the
 * mode of the whole portal from the command line. It needs neither app nor database, only the folder.
 */
import { userInfo } from "node:os";
import { parseArgs } from "node:util";
import { findPortal } from "@/lib/folder";
import { type Mode, readMode } from "@/lib/mode";
import { type AnnouncementProblem, readAnnouncement } from "@/lib/schemas/mode-form";
import { formatMoment } from "@/lib/tracking/dates";
import { changeMode, type WantedMode } from "@/lib/use-cases/change-mode";

const USAGE = `npm run mode -- show
npm run mode -- read-only --reason-en "…" --reason-ur "…" [--until 2026-11-25T06:00] [--who NAME]
npm run mode -- normal [--who NAME]
Times are by Pakistan's clocks. Citizens read both reasons as they stand.`;

const OPTIONS = { "reason-en": "reasonEn", "reason-ur": "reasonUr", until: "until" } as const;
const PROBLEMS: Record<AnnouncementProblem["code"], string> = {
  "reason-short": "say in a whole sentence why",
  "reason-long": "at most 300 characters",
  "reason-not-urdu": "this has to be in Urdu",
  "until-unclear": "give date and time like 2026-11-25T06:00",
  "until-past": "this time is over already",
};

const { values, positionals } = parse();
const [wanted, ...others] = positionals;
if (others.length > 0) stop(USAGE);
if (!findPortal()) stop("There is no portal in this folder yet: start it once by npm run portal.");

if (wanted === "show") say(readMode());
else if (wanted === "normal") set({ mode: "normal" });
else if (wanted === "read-only") set(announced());
else stop(USAGE);

function announced(): WantedMode {
  const typed = { reasonEn: values["reason-en"] ?? "", reasonUr: values["reason-ur"] ?? "", until: values.until ?? "" };
  const read = readAnnouncement(typed, new Date());
  if (read.ok) return { mode: "read-only", ...read.value };
  const nameOf = (field: string) => Object.entries(OPTIONS).find(([, name]) => name === field)?.[0];
  return stop(read.error.map(({ field, code }) => `--${nameOf(field)}: ${PROBLEMS[code]}`).join("\n"));
}

function set(mode: WantedMode): void {
  try {
    changeMode({ wanted: mode, actor: { id: null, name: values.who ?? userInfo().username }, now: new Date() });
  } catch (error) {
    stop(`The mode could not be written: ${error instanceof Error ? error.message : error}`);
  }
  say(readMode());
}

function say(mode: Mode): void {
  if (mode.mode === "normal") {
    console.log("The portal is normal.");
    return;
  }
  const { since, until, reason } = mode;
  const end = until ? `until ${formatMoment(new Date(until), "en")}` : "nobody has said until when";
  console.log(`The portal is read-only since ${formatMoment(new Date(since), "en")}, ${end}.`);
  console.log(`  English: ${reason.en}\n  Urdu: ${reason.ur}`);
}

function parse() {
  const options = Object.fromEntries(
    [...Object.keys(OPTIONS), "who"].map((name) => [name, { type: "string" as const }]),
  );
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    return { values: values as Record<string, string | undefined>, positionals };
  } catch (error) {
    return stop(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

function stop(words: string): never {
  console.error(words);
  process.exit(2);
}
