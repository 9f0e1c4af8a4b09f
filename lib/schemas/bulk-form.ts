import { z } from "zod";
import { TEXT_LIMIT } from "@/lib/domain/complaint/action-input";
import { BULKS } from "@/lib/domain/inbox";

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? undefined : value), schema.optional());
const id = z.string().max(100);
const words = z.string().trim().max(TEXT_LIMIT);

/** What is to be done to many complaints. A reply is worded in both languages, since citizens write in both. */
export const BulkFormSchema = z
  .object({
    do: z.enum(BULKS),
    batch: z.uuid(),
    scripted: optional(z.literal("1")),
    desk: optional(id),
    officer: optional(id),
    reason: optional(words),
    tag: optional(z.string().max(100)),
    en: optional(words),
    ur: optional(words),
  })
  .refine((form) => form.do !== "assign" || Boolean(form.desk ?? form.officer))
  .refine((form) => form.do !== "reply" || Boolean(form.en && form.ur));
export type BulkForm = z.infer<typeof BulkFormSchema>;
