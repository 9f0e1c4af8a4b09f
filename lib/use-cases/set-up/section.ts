import type { z } from "zod";
import type { Picture } from "@/lib/data/audit-entries";
import type { Db, Tx } from "@/lib/data/db";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { FormValues, SetupProblem } from "@/lib/schemas/setup";

/** Who changes the set-up: as the account is in the database at that moment, not as a page has seen it. */
export type SetupActor = { id: string; name: string; actor: StaffActor };
/** What follows from a change that nobody may overlook: a code (messages, `setup.foresee`) and its numbers and names. */
export type Foreseen = { code: string; values?: Record<string, string | number>; moves?: DeskMoves[] };
/** How many complaints would go to a desk before and after; no desk: the sorting desk. */
export type DeskMoves = { desk: { nameEn: string; nameUr: string } | null; before: number; after: number };

export type Situation<V> = {
  tx: Tx | Db;
  /** Null for what is new. */
  id: string | null;
  before: V | null;
  after: V;
  by: SetupActor;
  now: Date;
};

/** One kind of thing that is set up. `V` is its picture: what a form shows, an entry of the audit keeps, and a hash tells apart. */
export type Section<V extends Picture = Picture> = {
  /** As AuditEntry.what has it. */
  what: string;
  schema: z.ZodType<V, FormValues | object>;
  /** Fields that stand once the thing is there: complaints and rules hang on them. */
  fixed: readonly (keyof V & string)[];
  /** Whether lodging or routing reads it, so that `reference.version` must change with it. */
  isReference: boolean;
  /** Whether this person may touch this thing, or make a new one of it. Administrators may by themselves. */
  mayTouch?(situation: Omit<Situation<V>, "after"> & { after: V | null }): Promise<boolean>;
  read(tx: Tx | Db, id: string): Promise<V | null>;
  toForm(value: V): FormValues;
  check?(situation: Situation<V>): Promise<SetupProblem[]>;
  foresee?(situation: Situation<V>): Promise<Foreseen[]>;
  insert(tx: Tx, value: V, given: { id: string | null; by: SetupActor; now: Date }): Promise<string>;
  update(tx: Tx, id: string, value: V, given: { before: V; by: SetupActor; now: Date }): Promise<void>;
  /** Left out: it is never deleted. */
  remove?: {
    /** Why it may not go, or null. */
    refuse?(situation: Omit<Situation<V>, "after">): Promise<string | null>;
    foresee?(situation: Omit<Situation<V>, "after">): Promise<Foreseen[]>;
    run(tx: Tx, id: string): Promise<void>;
  };
};

export function onOff(value: boolean): string {
  return value ? "on" : "";
}

/** A short name for a new row, of what people call it: `Water board, Multan` → `water-board-multan-4f3a`. */
export function slugOf(prefix: string, nameEn: string, random: string): string {
  const plain = nameEn
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40);
  return [prefix, plain, random].filter(Boolean).join("-");
}
