type Listener = () => void;

const here = new Set<Listener>();
/** To the other tabs and the worker. Old phones have none; there each tab looks again when it is shown. */
const others = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("jawab-phone");
if (others) others.onmessage = tellHere;

/** Something in this phone's database has changed: tells everything that shows it, in all tabs. */
export function tellChange(): void {
  tellHere();
  others?.postMessage("changed");
}

/** Calls `listener` after each change, wherever it was made. Answers with what ends that. */
export function onChange(listener: Listener): () => void {
  here.add(listener);
  return () => here.delete(listener);
}

function tellHere(): void {
  for (const listener of here) listener();
}
