import type { TemplateAction } from "@/lib/domain/complaint/template";
import { db } from "./db";

export type ReplyTemplate = {
  id: string;
  action: string;
  name: { en: string; ur: string };
  /** With {variables} (lib/domain/complaint/template.ts). */
  body: { en: string; ur: string };
};

type Where = { departmentId?: string | null; serviceCode?: string | null };

/** The templates in use for one action at that department and service, the general ones included, in their order. */
export async function listTemplates(action: TemplateAction, where: Where = {}): Promise<ReplyTemplate[]> {
  return (await listTemplatesOf([action], where)).get(action) ?? [];
}

/** The same for several actions in one look, by action. */
export async function listTemplatesOf(
  actions: readonly TemplateAction[],
  { departmentId = null, serviceCode = null }: Where = {},
): Promise<Map<string, ReplyTemplate[]>> {
  const rows = await db.replyTemplate.findMany({
    where: {
      action: { in: [...actions] },
      active: true,
      AND: [
        { OR: [{ departmentId: null }, ...(departmentId ? [{ departmentId }] : [])] },
        { OR: [{ serviceCode: null }, ...(serviceCode ? [{ serviceCode }] : [])] },
      ],
    },
    orderBy: [{ position: "asc" }, { nameEn: "asc" }, { id: "asc" }],
  });
  const byAction = new Map<string, ReplyTemplate[]>();
  for (const { id, action, nameEn, nameUr, bodyEn, bodyUr } of rows) {
    const template = { id, action, name: { en: nameEn, ur: nameUr }, body: { en: bodyEn, ur: bodyUr } };
    byAction.set(action, [...(byAction.get(action) ?? []), template]);
  }
  return byAction;
}
