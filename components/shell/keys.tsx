"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import { KEY_NAMES, type KeyName } from "./key-map";
import { areKeysOn, type KeyHandlers, offeredKeys, offerKeys, subscribeToKeys } from "./key-store";

/**
 * Lets keys do something while the component is on the page: `useKeys({ next: goOn, claim: mayClaim ? claim : undefined })`.
 * Handlers may be new at each render; a name without one is neither taken nor shown in the help. Keys are left alone while
 * somebody types, with a modifier down, under a dialog, and where they are switched off (components/shell/key-store.ts).
 */
export function useKeys(handlers: KeyHandlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const names = KEY_NAMES.filter((name) => handlers[name]).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: other names are another offer, which the help shows
  useEffect(() => offerKeys(() => latest.current), [names]);
}

const NONE: readonly KeyName[] = [];

/** What the page offers, and whether keys are switched on; for help and hints. On the server: nothing yet. */
export function useOfferedKeys(): { names: readonly KeyName[]; on: boolean } {
  const names = useSyncExternalStore(subscribeToKeys, offeredKeys, () => NONE);
  const on = useSyncExternalStore(subscribeToKeys, areKeysOn, () => true);
  return { names, on };
}
