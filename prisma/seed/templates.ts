import { readFileSync } from "node:fs";
import type { Tx } from "@/lib/data/db";

export type SeedTemplate = {
  id: string;
  action: string;
  name: { en: string; ur: string };
  body: { en: string; ur: string };
};

/** Words to begin with, for every office; rows that are there stay as they are, since offices edit them. */
export async function seedTemplates(tx: Tx): Promise<void> {
  const templates = readTemplates();
  const present = await tx.replyTemplate.findMany({ select: { id: true } });
  const known = new Set(present.map(({ id }) => id));
  const missing = templates
    .map((template, position) => ({ template, position }))
    .filter(({ template }) => !known.has(template.id));
  if (missing.length === 0) return;
  await tx.replyTemplate.createMany({
    data: missing.map(({ template: { id, action, name, body }, position }) => ({
      id,
      action,
      nameEn: name.en,
      nameUr: name.ur,
      bodyEn: body.en,
      bodyUr: body.ur,
      position,
      updatedAt: new Date(),
    })),
  });
}

export function readTemplates(): SeedTemplate[] {
  return JSON.parse(readFileSync("prisma/seed/templates.json", "utf8")) as SeedTemplate[];
}
