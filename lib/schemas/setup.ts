import { z } from "zod";
import { STAFF_ROLES } from "@/lib/domain/complaint/actor";
import { findTemplateFlaws, TEMPLATE_ACTIONS, TEMPLATE_LIMIT } from "@/lib/domain/complaint/template";
import { parseWallTime } from "@/lib/domain/wall-time";

/** The kinds of things that an administrator sets up, in the order of the overview. Also the last part of their pages' paths. */
export const SETUP_SECTIONS = [
  "departments",
  "desks",
  "officers",
  "absences",
  "services",
  "numbers",
  "districts",
  "holidays",
  "templates",
  "rules",
  "notices",
] as const;
export type SetupSection = (typeof SETUP_SECTIONS)[number];

export function isSetupSection(text: string): text is SetupSection {
  return (SETUP_SECTIONS as readonly string[]).includes(text);
}

/** What a form brings: every field as text; a tick is `on`, several ticks are joined by commas, none is empty. */
export type FormValues = Record<string, string>;
/** One refused field and why, in a code (messages, `setup.problems`). */
export type SetupProblem = { field: string; code: string; values?: Record<string, string | number> };

const NAME_LENGTH = 160;
const ARABIC = /\p{Script=Arabic}/u;
/** No control characters: they have no place in a name, and a terminal or a CSV might obey them. */
const PLAIN = /^[^\p{Cc}]*$/u;
const TEXT = /^[^\p{Cc}]*(?:[\n\t\r][^\p{Cc}]*)*$/u;

const name = z.string().trim().min(2, "too-short").max(NAME_LENGTH, "too-long").regex(PLAIN, "not-text");
const urduName = name.regex(ARABIC, "not-urdu");
const ticked = z
  .string()
  .optional()
  .transform((text) => text === "on");
const choice = z.string().trim().min(1, "required").max(120, "not-valid");
const maybeChoice = z
  .string()
  .trim()
  .max(120, "not-valid")
  .optional()
  .transform((text) => text || null);

function whole(from: number, to: number) {
  return z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, "not-a-number")
    .transform(Number)
    .pipe(z.number().min(from, "out-of-range").max(to, "out-of-range"));
}

function text(most: number) {
  return z.string().trim().min(1, "required").max(most, "too-long").regex(TEXT, "not-text");
}

/** A moment by Pakistan's clocks, kept as an instant: pictures of a row are plain JSON. */
const moment = z
  .string()
  .trim()
  .transform((typed, context) => {
    const at = parseWallTime(typed);
    if (at) return at.toISOString();
    context.addIssue({ code: "custom", message: typed === "" ? "required" : "not-a-time" });
    return z.NEVER;
  });

const day = z
  .string()
  .trim()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "not-a-date")
  .refine((typed) => parseWallTime(`${typed}T00:00`) !== null, "not-a-date");

/** One a line, or by commas of either script; each once. */
const words = z
  .string()
  .max(3_000, "too-long")
  .regex(TEXT, "not-text")
  .transform((typed) => [
    ...new Set(
      typed
        .split(/[\n,،]/)
        .map((word) => word.trim())
        .filter(Boolean),
    ),
  ])
  .pipe(z.array(z.string().max(60, "word-too-long")).max(60, "too-many"));

const ticks = z
  .string()
  .max(8_000, "too-long")
  .optional()
  .transform((typed) => [...new Set((typed ?? "").split(",").filter(Boolean))].toSorted());

const names = { nameEn: name, nameUr: urduName };

export const DESK_KINDS = ["handling", "router", "independent", "appeal", "callback", "helpline"] as const;
export const EVIDENCE = ["none", "photo", "document", "reference"] as const;
export const AUDIENCES = ["public", "staff"] as const;
export const NOTICE_LENGTH = 500;

export const DepartmentSchema = z.object({ ...names, jurisdictionId: choice, active: ticked });

export const DeskSchema = z.object({
  ...names,
  departmentId: choice,
  jurisdictionId: choice,
  districtId: maybeChoice,
  kind: z.enum(DESK_KINDS, "not-a-choice"),
  active: ticked,
});

export const OfficerSchema = z
  .object({
    ...names,
    email: z.string().trim().toLowerCase().max(120, "too-long").pipe(z.email("not-an-email")),
    role: z.enum(STAFF_ROLES, "not-a-choice"),
    level: z
      .string()
      .optional()
      .transform((typed) => (typed ? Number(typed) : null))
      .pipe(z.number().int("not-a-choice").min(1, "not-a-choice").max(4, "not-a-choice").nullable()),
    deskId: maybeChoice,
    departmentId: maybeChoice,
    active: ticked,
  })
  // Nothing is kept that doesn't show: a rung is a supervisor's, and whoever has a desk has its department.
  .transform((account) => ({
    ...account,
    level: account.role === "supervisor" ? account.level : null,
    departmentId: account.deskId ? null : account.departmentId,
  }));

export const AbsenceSchema = z.object({
  userId: choice,
  deputyId: maybeChoice,
  startsAt: moment,
  endsAt: moment,
});

export const ServiceSchema = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[A-Z]{3}-[A-Z]{4}$/, "not-a-code"),
  ...names,
  categoryCode: choice,
  owner: z.string().trim().min(2, "too-short").max(60, "too-long").regex(PLAIN, "not-text"),
  clockDays: whole(1, 365),
  evidence: z.enum(EVIDENCE, "not-a-choice"),
  urgent: ticked,
  sensitive: ticked,
  locationRequired: ticked,
  photoHint: ticked,
  active: ticked,
  duplicateRadiusM: whole(0, 5_000),
  emergency: ticks,
  keywordsEn: words,
  keywordsUr: words,
  keywordsRoman: words,
});

export const NumberSchema = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[a-z0-9]{2,20}(-[a-z0-9]{1,20}){0,3}$/, "not-a-short-name"),
  ...names,
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d\- ]{2,20}$/, "not-a-phone"),
  jurisdictionId: maybeChoice,
  services: ticks.refine((codes) => codes.length > 0, "required"),
});

export const DistrictSchema = z.object({ ...names, unverified: ticked, active: ticked });

export const HolidaySchema = z.object({ ...names, date: day, jurisdictionId: maybeChoice, moonDependent: ticked });

const body = text(TEMPLATE_LIMIT);
export const TemplateSchema = z
  .object({
    ...names,
    action: z.enum(TEMPLATE_ACTIONS, "not-a-choice"),
    bodyEn: body,
    bodyUr: body.regex(ARABIC, "not-urdu"),
    departmentId: maybeChoice,
    serviceCode: maybeChoice,
    position: whole(0, 999),
    active: ticked,
  })
  .superRefine(({ action, bodyEn, bodyUr }, context) => {
    for (const [field, words] of [
      ["bodyEn", bodyEn],
      ["bodyUr", bodyUr],
    ] as const) {
      const flaw = findTemplateFlaws({ action, body: words })[0];
      if (flaw)
        context.addIssue({ code: "custom", path: [field], message: `template-${flaw.code.replaceAll("_", "-")}` });
    }
  });

export const RuleSchema = z.object({
  serviceCode: choice,
  jurisdictionId: choice,
  districtId: maybeChoice,
  deskId: choice,
  certain: ticked,
});

export const NoticeSchema = z
  .object({
    audience: z.enum(AUDIENCES, "not-a-choice"),
    textEn: text(NOTICE_LENGTH),
    textUr: text(NOTICE_LENGTH).regex(ARABIC, "not-urdu"),
    startsAt: moment,
    endsAt: moment,
  })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, { path: ["endsAt"], message: "ends-before" });

const CODE = /^[a-z]+(-[a-z]+)*$/;

/** One problem a field at most, in the schema's order; what zod calls by names of its own becomes `not-valid` or `required`. */
export function problemsOf(error: z.ZodError): SetupProblem[] {
  const found = new Map<string, SetupProblem>();
  for (const { path, message, code } of error.issues) {
    const field = String(path[0] ?? "");
    const said = CODE.test(message) ? message : code === "invalid_type" ? "required" : "not-valid";
    if (!found.has(field)) found.set(field, { field, code: said });
  }
  return [...found.values()];
}
