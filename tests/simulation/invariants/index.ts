import type { Breach, World } from "../world";
import { checkMessages, checkPressure, checkRest } from "./cases";
import { checkChain } from "./chain";
import { checkDeadlines, checkNeverShortened, checkTimes } from "./clocks";
import { checkOutages } from "./outages";
import { checkRights } from "./rights";
import { breachesOf, readBooks } from "./stories";

const CHECKS = [
  checkChain,
  checkRights,
  checkDeadlines,
  checkTimes,
  checkNeverShortened,
  checkOutages,
  checkRest,
  checkPressure,
  checkMessages,
];

/** Everything that must hold of what lies in the database, judged by rules and arithmetic of our own. */
export function checkAll(world: World): Breach[] {
  const books = readBooks(world);
  return CHECKS.flatMap((check) => breachesOf((say) => check(books, say)));
}
