import type { PublicStatus } from "@/lib/domain/complaint/public-status";
import type { Action } from "@/lib/domain/complaint/workflow";
import type { Locale } from "@/lib/web/i18n/routing";
import { stateKey } from "./state-look";
import { wordsOf } from "./words";

type StateOf = Pick<PublicStatus, "state" | "kind">;

/** A state in a few words. */
export function labelOfState(status: StateOf, locale: Locale): string {
  return wordsOf(locale).domain(`states.${stateKey(status.state, status.kind)}.name`);
}

/** A state's name, what it means, and what happens next, each a plain sentence. */
export function wordsOfState(status: StateOf, locale: Locale): { name: string; means: string; next: string } {
  const { domain } = wordsOf(locale);
  const key = stateKey(status.state, status.kind);
  return {
    name: domain(`states.${key}.name`),
    means: domain(`states.${key}.means`),
    next: domain(`states.${key}.next`),
  };
}

/** What has happened, as the timeline says it. */
export function labelOfAction(action: Action, locale: Locale): string {
  return wordsOf(locale).domain(`actions.${action}`);
}
