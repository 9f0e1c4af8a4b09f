type Entry = { at: number; order: number; run: () => Promise<void> | void };

/** What is still to happen, by time; at the same moment in the order in which it was planned. */
export function openAgenda() {
  const heap: Entry[] = [];
  let order = 0;

  const isBefore = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order);

  function swap(i: number, j: number): void {
    const [a, b] = [heap[i], heap[j]];
    if (a && b) [heap[i], heap[j]] = [b, a];
  }

  function isSmaller(i: number, j: number): boolean {
    const [a, b] = [heap[i], heap[j]];
    return a !== undefined && b !== undefined && isBefore(a, b);
  }

  function plan(at: number, run: Entry["run"]): void {
    heap.push({ at, order, run });
    order += 1;
    for (let i = heap.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!isSmaller(i, parent)) break;
      swap(i, parent);
      i = parent;
    }
  }

  /** Takes out the next one; undefined when nothing is left. */
  function next(): Entry | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    heap[0] = last;
    for (let i = 0; ; ) {
      const smallest = [2 * i + 1, 2 * i + 2].reduce((best, child) => (isSmaller(child, best) ? child : best), i);
      if (smallest === i) return first;
      swap(i, smallest);
      i = smallest;
    }
  }

  return { plan, next, head: () => heap[0]?.at ?? null };
}
export type Agenda = ReturnType<typeof openAgenda>;
