import { z } from "zod";
import { STATES } from "@/lib/domain/complaint/states";
import { DIRECTIONS, SORTS, VIEWS } from "@/lib/domain/inbox";

/** Longer names nobody reads in a list. */
export const FILTER_NAME_LIMIT = 60;
const QUERY_LIMIT = 200;

/** Of a parameter that stands there more than once the first counts; an empty control of a form says nothing. */
const first = (value: unknown) => {
  const one = Array.isArray(value) ? value[0] : value;
  return typeof one === "string" && one.trim() !== "" ? one.trim() : undefined;
};
const one = <T extends z.ZodType>(schema: T) => z.preprocess(first, schema.nullable().default(null).catch(null));
const code = z
  .string()
  .max(100)
  .regex(/^[\w-]+$/u);
const day = z.iso.date();
/** `<what it is sorted by>~<id>`, made by lib/data/inbox.ts. */
const cursor = z.string().max(200);

/**
 * What the inbox's address says: a ready-made filter, words sought, further conditions (all must hold), order and place. Made
 * for addresses, so that nonsense counts as nothing said. `service`: a service's code, or a category's; `from` and `to`: days
 * of receipt in Karachi, both included.
 */
export const InboxQuerySchema = z.object({
  view: one(z.enum(VIEWS)),
  q: one(z.string().transform((words) => Array.from(words).slice(0, QUERY_LIMIT).join(""))),
  service: one(code),
  district: one(code),
  desk: one(code),
  officer: one(code),
  state: one(z.enum(STATES)),
  tag: one(z.string().max(60)),
  from: one(day),
  to: one(day),
  sort: one(z.enum(SORTS)),
  dir: one(z.enum(DIRECTIONS)),
  after: one(cursor),
  before: one(cursor),
});
export type InboxQuery = z.infer<typeof InboxQuerySchema>;

/** Reads what came with an address, as Next gives it or as URLSearchParams. */
export function parseInboxQuery(given: URLSearchParams | Record<string, string | string[] | undefined>): InboxQuery {
  return InboxQuerySchema.parse(given instanceof URLSearchParams ? Object.fromEntries(given) : given);
}

/** The query as an address carries it, without what it leaves open. `changes` go before. */
export function formatInboxQuery(query: Partial<InboxQuery>, changes: Partial<InboxQuery> = {}): URLSearchParams {
  const all = { ...query, ...changes };
  const pairs = Object.keys(InboxQuerySchema.shape).flatMap((name) => {
    const value = all[name as keyof InboxQuery];
    return value ? [[name, value]] : [];
  });
  return new URLSearchParams(pairs);
}

/** What of a query makes a filter that can be kept under a name: everything but the place in the list. */
export function withoutPlace(query: InboxQuery): InboxQuery {
  return { ...query, after: null, before: null };
}

/** The conditions beyond the ready-made filter, for "is anything narrowed?". */
export const CONDITIONS = ["service", "district", "desk", "officer", "state", "tag", "from", "to"] as const;

export function isNarrowed(query: InboxQuery): boolean {
  return query.q !== null || CONDITIONS.some((name) => query[name] !== null);
}

export const SaveFilterSchema = z.object({
  name: z
    .string("required")
    .trim()
    .min(1, "required")
    .refine((name) => Array.from(name).length <= FILTER_NAME_LIMIT, "too-long"),
});
