import { z } from "zod";

/** The API's answers (design §4). OpenAPI is made from them, and the tests hold every real answer against them. */

const TrackingIdSchema = z.string().regex(/^PCP-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}$/);
const HashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const MomentSchema = z.iso.datetime();
const NamesSchema = z.strictObject({ en: z.string(), ur: z.string() });

export const LodgedSchema = z.strictObject({
  ok: z.literal(true),
  trackingId: TrackingIdSchema,
  contentHash: HashSchema,
  receivedAt: MomentSchema,
  state: z.string(),
  receipt: z.null(),
});

export const FileReceivedSchema = z.strictObject({
  ok: z.literal(true),
  trackingId: TrackingIdSchema,
  sha256: HashSchema,
  bytes: z.int().positive(),
  receivedAt: MomentSchema,
});

export const ActedSchema = z.strictObject({
  ok: z.literal(true),
  trackingId: TrackingIdSchema,
  actionId: z.uuid(),
  state: z.string(),
  version: z.int().positive(),
});

export const TimelineEntrySchema = z.strictObject({
  at: MomentSchema,
  action: z.string(),
  label: z.string(),
  publicText: z.string().optional(),
});

const publicMembers = {
  trackingId: TrackingIdSchema,
  state: z.string(),
  stateLabel: z.string(),
  kind: z.string(),
  serviceCode: z.string(),
  service: z.string(),
  department: z.string().nullable(),
  district: z.string(),
  lodgedAt: MomentSchema,
  dueAt: MomentSchema.nullable(),
  updatedAt: MomentSchema,
  asOf: MomentSchema,
  level: z.int().min(0).max(4),
  handovers: z.int().min(0).nullable(),
  /** Of REFUSED alone: why what a door had taken could not be entered. */
  refusal: z
    .strictObject({
      code: z.string(),
      errors: z.array(z.strictObject({ field: z.string(), code: z.string() })),
    })
    .optional(),
  timeline: z.array(TimelineEntrySchema),
};

/**
 * What anybody who has the tracking ID may see. Of a protected complaint service, department, district and their code
 * read "protected", and `handovers` is null.
 */
export const PublicStatusSchema = z.strictObject(publicMembers);

/** What the holder of the claim key sees besides. */
export const OwnerStatusSchema = z.strictObject({
  ...publicMembers,
  version: z.int().positive(),
  allowed: z.array(z.string()),
  text: z.string(),
  contact: z.record(z.string(), z.unknown()).nullable(),
  attachments: z.array(
    z.strictObject({
      sha256: HashSchema,
      type: z.string(),
      bytes: z.int().positive(),
      role: z.string(),
      arrived: z.boolean(),
    }),
  ),
  messages: z.array(
    z.strictObject({ at: MomentSchema, from: z.enum(["citizen", "office"]), action: z.string(), text: z.string() }),
  ),
});

/**
 * RFC 9457. `errors` come with 422 `fields`, `changes` and `version` with 409 `stale`, `reason` and `allowed` with 409
 * `not-allowed-now`; `since`, and where they are known `until` and `reason`, with 503 `read-only`.
 */
export const ProblemSchema = z.strictObject({
  type: z.string().regex(/^\/problems\/[a-z0-9-]+$/),
  status: z.int().min(400).max(599),
  code: z.string(),
  title: z.string().min(1),
  detail: z.string().min(1),
  errors: z.array(z.strictObject({ field: z.string(), code: z.string(), detail: z.string().min(1) })).optional(),
  changes: z
    .array(z.strictObject({ at: MomentSchema, action: z.string(), role: z.string(), label: z.string() }))
    .optional(),
  allowed: z.array(z.string()).optional(),
  reason: z.string().optional(),
  since: MomentSchema.optional(),
  until: MomentSchema.optional(),
  state: z.string().optional(),
  version: z.int().optional(),
});

/** The app's own; the door adds its parts. `pid` in a demo alone. */
export const ReadinessSchema = z.strictObject({
  mode: z.enum(["normal", "read-only"]),
  app: z.strictObject({ ok: z.boolean(), since: MomentSchema, pid: z.int().optional() }),
  database: z.strictObject({ ok: z.boolean(), readable: z.boolean() }),
});
export const HealthSchema = z.strictObject({ ok: z.boolean() });

/** Services and districts with both languages' names, under a version that changes with them. */
export const ReferenceSchema = z.strictObject({
  version: z.string(),
  categories: z.array(z.strictObject({ code: z.string(), name: NamesSchema, icon: z.string() })),
  services: z.array(
    z.strictObject({
      code: z.string(),
      categoryCode: z.string(),
      name: NamesSchema,
      clockDays: z.int(),
      urgent: z.boolean(),
      sensitive: z.boolean(),
      locationRequired: z.boolean(),
      emergency: z.unknown(),
      keywords: z.unknown(),
    }),
  ),
  jurisdictions: z.array(z.strictObject({ id: z.string(), name: NamesSchema })),
  districts: z.array(z.strictObject({ id: z.string(), jurisdictionId: z.string(), name: NamesSchema })),
});
