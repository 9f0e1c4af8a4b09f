import type { LodgeField } from "@/lib/schemas/lodge-answers";

/** One thing to a page, as few as possible (issue: "lodging"). */
export const STEPS = ["about", "place", "story", "contact", "check"] as const;
export type Step = (typeof STEPS)[number];

export const FIELDS_OF: Record<Step, LodgeField[]> = {
  about: ["kind", "serviceCode"],
  place: ["districtId", "country", "location.landmark", "location.lat", "location.long"],
  story: ["text", "occurredOn", "against.name", "against.post", "against.office"],
  contact: ["contact.name", "contact.phone", "contact.email", "contact.channel"],
  check: [],
};

export function isStep(value: unknown): value is Step {
  return (STEPS as readonly unknown[]).includes(value);
}

export function stepAfter(step: Step): Step {
  return STEPS[STEPS.indexOf(step) + 1] ?? "check";
}

export function stepBefore(step: Step): Step | null {
  return STEPS[STEPS.indexOf(step) - 1] ?? null;
}

/** Where a refused field is mended. */
export function stepOf(field: string): Step {
  if (field.startsWith("attachments")) return "story";
  return STEPS.find((step) => FIELDS_OF[step].some((own) => own === field)) ?? "check";
}
