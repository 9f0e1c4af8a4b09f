/** `npm run account -- --email … --role …`: a staff account from the command line; a portal that is no demo starts with none. */
import { parseArgs } from "node:util";
import { z } from "zod";
import { STAFF_ROLES } from "@/lib/domain/complaint/actor";
import { findPortal } from "@/lib/folder";
import { EmailSchema } from "@/lib/schemas/lodgement";
import { type AccountRefusal, createStaffAccount } from "@/lib/use-cases/create-staff-account";

const USAGE = `npm run account -- --email NAME@HOST --role ROLE --name-en "…" --name-ur "…" [--desk ID | --department ID] [--level 1-4]
Roles: ${STAFF_ROLES.join(", ")}. Desks and departments: prisma/seed/desks.json, departments.json.`;

const WORDS: Record<AccountRefusal, string> = {
  "email-taken": "There is an account with this e-mail already.",
  "unknown-desk": "There is no desk with this ID.",
  "unknown-department": "A supervisor needs --desk or a known --department.",
  "desk-needed": "This role works at a desk: give --desk.",
  "level-needed": "A supervisor needs --level 1 to 4.",
};

const ArgumentsSchema = z.object({
  email: EmailSchema,
  role: z.enum(STAFF_ROLES),
  "name-en": z.string().trim().min(1),
  "name-ur": z.string().trim().min(1),
  desk: z.string().optional(),
  department: z.string().optional(),
  level: z.coerce.number().int().optional(),
});

const options = Object.fromEntries(
  Object.keys(ArgumentsSchema.shape).map((name) => [name, { type: "string" as const }]),
);
const given = ArgumentsSchema.safeParse(parseArgs({ options, strict: false }).values);
if (!given.success) stop(USAGE);
if (!findPortal()) stop("There is no portal in this folder yet: start it once by npm run portal.");

const { email, role, desk, department, level, ...names } = given.data;
const outcome = await createStaffAccount(
  { email, role, nameEn: names["name-en"], nameUr: names["name-ur"], deskId: desk, departmentId: department, level },
  new Date(),
);
if (!outcome.ok) stop(WORDS[outcome.error]);
console.log(
  `${email} may sign in with the password ${outcome.value.password}\nIt is shown this once; hand it over in person.`,
);
process.exit(0);

function stop(words: string): never {
  console.error(words);
  process.exit(2);
}
