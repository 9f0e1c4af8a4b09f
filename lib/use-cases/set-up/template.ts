import { TemplateSchema } from "@/lib/schemas/setup";
import { onOff, type Section } from "./section";

type Template = (typeof TemplateSchema)["_output"];

export const TEMPLATE: Section<Template> = {
  what: "template",
  schema: TemplateSchema,
  fixed: [],
  isReference: false,
  async read(tx, id) {
    const row = await tx.replyTemplate.findUnique({ where: { id }, omit: { id: true, updatedAt: true } });
    return row as Template | null;
  },
  toForm: ({ departmentId, serviceCode, position, active, ...rest }) => ({
    ...rest,
    departmentId: departmentId ?? "",
    serviceCode: serviceCode ?? "",
    position: String(position),
    active: onOff(active),
  }),
  async check({ tx, after: { departmentId, serviceCode } }) {
    if (departmentId && !(await tx.department.findUnique({ where: { id: departmentId } })))
      return [{ field: "departmentId", code: "not-a-choice" }];
    if (serviceCode && !(await tx.service.findUnique({ where: { code: serviceCode } })))
      return [{ field: "serviceCode", code: "not-a-choice" }];
    return [];
  },
  async insert(tx, value, { id, now }) {
    return (await tx.replyTemplate.create({ data: { ...(id && { id }), ...value, updatedAt: now } })).id;
  },
  async update(tx, id, value) {
    await tx.replyTemplate.update({ where: { id }, data: { ...value, updatedAt: new Date() } });
  },
};
