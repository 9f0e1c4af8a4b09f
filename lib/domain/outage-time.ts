import type { Interval } from "./working-time";

/** The time that `stretches` cover together and `without` doesn't: disjoint, oldest first. Empty and reversed ones count nothing. */
export function unite(stretches: readonly Interval[], without: readonly Interval[] = []): Interval[] {
  const united: Interval[] = [];
  const byStart = stretches.filter(({ from, to }) => to > from).toSorted((a, b) => a.from.getTime() - b.from.getTime());
  for (const { from, to } of byStart) {
    const last = united.at(-1);
    if (last && from <= last.to) {
      if (to > last.to) last.to = to;
    } else united.push({ from, to });
  }
  return without.reduce<Interval[]>((left, taken) => left.flatMap((one) => cut(one, taken)), united);
}

function cut(one: Interval, taken: Interval): Interval[] {
  if (taken.to <= one.from || taken.from >= one.to) return [one];
  const before = { from: one.from, to: taken.from };
  const after = { from: taken.to, to: one.to };
  return [before, after].filter(({ from, to }) => to > from);
}
