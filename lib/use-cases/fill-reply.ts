import { db } from "@/lib/data/db";
import { fillTemplate } from "@/lib/domain/complaint/template";
import { formatDay } from "@/lib/tracking/dates";

type Names = { nameEn: string; nameUr: string };
const NAMES = { nameEn: true, nameUr: true } as const;

/** The words of a reply to many, as this complaint's citizen reads them: in the language of the complaint, its variables filled. */
export async function fillReply(trackingId: string, words: { en: string; ur: string }, now: Date): Promise<string> {
  const row = await db.complaint.findUniqueOrThrow({
    where: { trackingId },
    select: {
      language: true,
      dueAt: true,
      service: { select: NAMES },
      district: { select: NAMES },
      department: { select: NAMES },
      desk: { select: NAMES },
    },
  });
  const language = row.language === "ur" ? "ur" : "en";
  const name = (names: Names | null) => (names ? (language === "ur" ? names.nameUr : names.nameEn) : undefined);
  return fillTemplate(words[language], {
    trackingId,
    service: name(row.service),
    district: name(row.district),
    department: name(row.department),
    dueDate: row.dueAt ? formatDay(row.dueAt, language) : undefined,
    officerPost: name(row.desk ?? row.department),
    today: formatDay(now, language),
  });
}
