import { lengthened, united } from "../calendar";
import { moment, type Trail } from "../watch";
import { clockOf } from "./clocks";
import { type Books, CLOSED, type Say, SPOKEN, type Story } from "./stories";

type Stretch = { from: number; to: number };
type Name = "dueAt" | "dutyDueAt" | "windowEndsAt" | "withdrawEndsAt";
const NAMES: readonly Name[] = ["dueAt", "dutyDueAt", "windowEndsAt", "withdrawEndsAt"];

/**
 * For each stretch in which the portal was down, every complaint that lived through some of it has got back exactly that,
 * once and openly: counted from the row as it stood when the stretch was over.
 */
export function checkOutages(books: Books, say: Say): void {
  const { world, stories } = books;
  const stretches = united(world.down.flatMap(({ told }) => told.map(({ from, to }) => ({ from, to }))));
  for (const story of stories.values()) {
    for (const stretch of stretches) {
      const given = story.steps.filter(({ event }) => event.action === "LENGTHEN" && fits(event.payload, stretch));
      const rowAt = (moment: number) => {
        const at = story.trail.findLastIndex((row) => row.at <= moment);
        return story.trail[at < 0 && isSpooled(story, stretch) ? 0 : at];
      };
      // The worker comes a second after its end; somebody may have acted in that second.
      const row = given[0]?.before ?? rowAt(stretch.to + 1_000);
      if (!row || story.receivedAt >= stretch.to) continue;
      const wanted = expected(books, story, row, stretch);
      // What was set anew in that second is another clock, and is judged by the words of its action.
      const ended = rowAt(stretch.to);
      const same = NAMES.filter((name) => ended === undefined || ended[name] === row[name]);
      const changes = same.filter((name) => moment(row[name]) !== wanted[name]);
      if (given.length > 1 || (given.length === 0 && changes.length > 0))
        say(
          "outages lengthen",
          story,
          `${given.length} times for the outage of ${SPOKEN(stretch.from)}, in ${row.state}; ${changes.join(", ") || "nothing"} should have moved`,
        );
      const after = given[0]?.after;
      if (!after) continue;
      for (const name of same)
        if (moment(after[name]) !== wanted[name])
          say(
            "outages lengthen",
            story,
            `${name} ${row[name]} → ${after[name]}, not ${date(wanted[name])}, for ${SPOKEN(stretch.from)} to ${SPOKEN(stretch.to)} in ${row.state}`,
          );
    }
    for (const { event } of story.steps)
      if (event.action === "LENGTHEN" && !stretches.some((stretch) => fits(event.payload, stretch)))
        say("outages lengthen", story, `for a time in which the portal was up: ${event.payload}`);
  }
}

/** Taken by a door during the outage, and entered when it was over. */
function isSpooled({ receivedAt }: Story, { from, to }: Stretch): boolean {
  return from <= receivedAt && receivedAt < to;
}

function expected(books: Books, story: Story, row: Trail, { from, to }: Stretch): Record<Name, number | null> {
  const start = Math.max(from, story.receivedAt);
  const clock = clockOf(books, story, row);
  const real = { ...clock, real: true };
  const longer = (name: Name, by: typeof clock, runs = true) => {
    const due = moment(row[name]);
    return due === null || due <= start || !runs ? due : lengthened(due, start, to, by);
  };
  const runs = !CLOSED.includes(row.state) && row.pausedAt === null;
  const isFinal = row.state === "CLOSED_APPEAL" || row.state === "WITHDRAWN";
  return {
    dueAt: longer("dueAt", clock, runs),
    dutyDueAt: longer("dutyDueAt", clock, runs),
    windowEndsAt: longer("windowEndsAt", real, !isFinal),
    withdrawEndsAt: longer("withdrawEndsAt", real, !isFinal),
  };
}

/** The event says which stretch it is for. */
function fits(payload: string | null, { from, to }: Stretch): boolean {
  const { outage } = JSON.parse(payload ?? "{}") as { outage?: { from: string; to: string } };
  return outage !== undefined && Date.parse(outage.from) === from && Date.parse(outage.to) === to;
}

function date(at: number | null): string {
  return at === null ? "null" : new Date(at).toISOString();
}
