import { listEmergencyLines, writeEmergencyLine } from "@/lib/data/setup-lines";
import { NumberSchema } from "@/lib/schemas/setup";
import type { Section } from "./section";

type EmergencyNumber = (typeof NumberSchema)["_output"];

/** A number lies in the services that show it: here it is changed in all of them at once. */
export const EMERGENCY_NUMBER: Section<EmergencyNumber> = {
  what: "number",
  schema: NumberSchema,
  fixed: ["code"],
  isReference: true,
  async read(tx, id) {
    const line = (await listEmergencyLines(tx)).find(({ code }) => code === id);
    if (!line) return null;
    const { code, labelEn, labelUr, phone, jurisdictionId, services } = line;
    return { code, nameEn: labelEn, nameUr: labelUr, phone, jurisdictionId, services: services.toSorted() };
  },
  toForm: ({ jurisdictionId, services, ...rest }) => ({
    ...rest,
    jurisdictionId: jurisdictionId ?? "",
    services: services.join(","),
  }),
  async check({ tx, id, after }) {
    const lines = await listEmergencyLines(tx);
    if (!id && lines.some(({ code }) => code === after.code)) return [{ field: "code", code: "taken" }];
    const found = await tx.service.count({ where: { code: { in: after.services } } });
    if (found !== after.services.length) return [{ field: "services", code: "not-a-choice" }];
    if (after.jurisdictionId && !(await tx.jurisdiction.findUnique({ where: { id: after.jurisdictionId } })))
      return [{ field: "jurisdictionId", code: "not-a-choice" }];
    return [];
  },
  async insert(tx, value) {
    await write(tx, value.code, value);
    return value.code;
  },
  async update(tx, id, value) {
    await write(tx, id, value);
  },
  remove: {
    run: (tx, id) => writeEmergencyLine(tx, id, null, []),
  },
};

function write(tx: Parameters<typeof writeEmergencyLine>[0], code: string, value: EmergencyNumber): Promise<void> {
  const { nameEn, nameUr, phone, jurisdictionId, services } = value;
  return writeEmergencyLine(tx, code, { code, labelEn: nameEn, labelUr: nameUr, phone, jurisdictionId }, services);
}
