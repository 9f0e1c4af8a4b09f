import { createHash } from "node:crypto";

/** Chance that can be repeated: the same name gives the same row of numbers on every machine. */
export type Random = {
  /** In [0, 1). */
  next(): number;
  /** In [from, to). */
  between(from: number, to: number): number;
  /** A whole number in [0, below). */
  int(below: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** By weights, which need not sum up to one. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T;
  bytes(count: number): Buffer;
};

/** sfc32 on 128 bits of the name's hash. Everybody in the simulation has one of their own, so that one more throw here moves nothing there. */
export function seeded(...name: (string | number)[]): Random {
  const seed = createHash("sha256").update(name.join("\0")).digest();
  const state = new Uint32Array([0, 4, 8, 12].map((at) => seed.readUInt32LE(at)));
  function word(): number {
    const [a = 0, b = 0, c = 0, d = 0] = state;
    const sum = (a + b + d) >>> 0;
    state[3] = d + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + sum;
    return sum;
  }
  for (let i = 0; i < 12; i += 1) word();
  const next = () => word() / 2 ** 32;
  const int = (below: number) => Math.floor(next() * below);
  return {
    next,
    int,
    between: (from, to) => from + next() * (to - from),
    chance: (share) => next() < share,
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new RangeError("Nothing to pick from");
      return list[int(list.length)] as T;
    },
    weighted<T extends string>(weights: Readonly<Record<T, number>>): T {
      const entries = Object.entries<number>(weights) as [T, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      const found = entries.find(([, weight]) => {
        left -= weight;
        return left < 0;
      });
      const last = found ?? entries.at(-1);
      if (!last) throw new RangeError("Nothing to pick from");
      return last[0];
    },
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => int(256))),
  };
}
