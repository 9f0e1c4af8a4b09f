import { toWallTime } from "@/lib/domain/wall-time";
import { NoticeSchema } from "@/lib/schemas/setup";
import type { Section } from "./section";

type Notice = (typeof NoticeSchema)["_output"];

export const NOTICE: Section<Notice> = {
  what: "notice",
  schema: NoticeSchema,
  fixed: ["audience"],
  isReference: false,
  async read(tx, id) {
    const row = await tx.notice.findUnique({ where: { id } });
    if (!row) return null;
    const { audience, textEn, textUr, startsAt, endsAt } = row;
    const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    return { audience: audience as Notice["audience"], textEn, textUr, ...times };
  },
  toForm: ({ startsAt, endsAt, ...rest }) => ({
    ...rest,
    startsAt: toWallTime(new Date(startsAt)),
    endsAt: toWallTime(new Date(endsAt)),
  }),
  async check({ before, after, now }) {
    const isPast = new Date(after.endsAt) <= now;
    return isPast && before?.endsAt !== after.endsAt ? [{ field: "endsAt", code: "in-the-past" }] : [];
  },
  async insert(tx, value, { id, by, now }) {
    const row = await tx.notice.create({
      data: { ...(id && { id }), ...value, ...timesOf(value), createdById: by.id, createdAt: now },
    });
    return row.id;
  },
  async update(tx, id, value) {
    const { textEn, textUr } = value;
    await tx.notice.update({ where: { id }, data: { textEn, textUr, ...timesOf(value) } });
  },
  remove: {
    run: async (tx, id) => {
      await tx.notice.delete({ where: { id } });
    },
  },
};

function timesOf({ startsAt, endsAt }: Notice) {
  return { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
}
