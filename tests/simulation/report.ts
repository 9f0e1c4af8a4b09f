import type { Simulation } from "./simulate";

const MOST_LINES = 40;
const number = new Intl.NumberFormat("en");

/** What was done, what was refused, each breach with its ID, and one line of verdict. */
export function report({ options, breaches, figures, digest, tally, seconds }: Simulation): void {
  const list = (entries: [string, number][]) =>
    entries
      .sort(([, a], [, b]) => b - a)
      .map(([name, n]) => `${name} ${number.format(n)}`)
      .join(" · ");
  console.log(`\n  Done      ${list(Object.entries(figures.actions))}`);
  const refused = [...tally].filter(([name]) => name.startsWith("refused "));
  console.log(`  Refused   ${list(refused.map(([name, n]) => [name.slice(8), n]))}`);
  console.log(`  Came to   ${list(Object.entries(figures.states))}`);
  console.log(`  Took      ${seconds.toFixed(0)} s\n`);
  const kinds = new Map<string, number>();
  for (const { invariant } of breaches) kinds.set(invariant, (kinds.get(invariant) ?? 0) + 1);
  if (kinds.size > 0) console.log(`  Breached  ${list([...kinds])}`);
  for (const { invariant, trackingId, detail } of breaches.slice(0, MOST_LINES))
    console.log(`  BREACH ${invariant} · ${trackingId ?? "–"} · seed ${options.seed} · ${detail}`);
  if (breaches.length > MOST_LINES) console.log(`  … and ${breaches.length - MOST_LINES} more`);
  console.log(verdict({ options, breaches, figures, digest }));
}

export function verdict({
  options,
  breaches,
  figures,
  digest,
}: Pick<Simulation, "options" | "breaches" | "figures" | "digest">): string {
  const { seed, officers } = options;
  const parts = [
    `seed ${seed}`,
    `${number.format(figures.complaints)} complaints`,
    `${officers} officers`,
    `${number.format(figures.events)} events`,
    `${number.format(breaches.length)} breaches`,
    `digest ${digest}`,
  ];
  return `simulate: ${parts.join(", ")}`;
}
