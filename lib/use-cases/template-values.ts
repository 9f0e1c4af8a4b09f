import { type Names, named } from "@/lib/data/cases";
import { db } from "@/lib/data/db";
import { findOffice } from "@/lib/data/users";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { fillTemplate, type TemplateValues } from "@/lib/domain/complaint/template";
import { formatDay } from "@/lib/tracking/dates";
import { wordsOf } from "@/lib/tracking/words";

type About = {
  trackingId: string;
  dueAt: Date | null;
  service: Names;
  district: Names;
  department: Names | null;
};
type For = {
  /** Whose words they are. */
  actor: StaffActor;
  /** Of the reader: the citizen's, mostly. */
  language: keyof Names;
  now: Date;
};

/** What a template's variables stand for on this case, in the reader's language: offices and posts, never a person. */
export async function templateValues(about: About, { actor, language, now }: For): Promise<TemplateValues> {
  const { domain } = wordsOf(language);
  const found = await findOffice(actor);
  const office = found && named(found)[language];
  const role = domain(`roles.${actor.role}`);
  return {
    trackingId: about.trackingId,
    service: about.service[language],
    district: about.district[language],
    department: about.department?.[language] ?? office ?? undefined,
    dueDate: about.dueAt ? formatDay(about.dueAt, language) : undefined,
    officerPost: office ? domain("post", { role, office }) : role,
    today: formatDay(now, language),
  };
}

const NAMES = { select: { nameEn: true, nameUr: true } } as const;

/** The words of a reply to many, as this complaint's citizen reads them: in the language of the complaint, its variables filled. */
export async function fillReply(
  trackingId: string,
  words: Names,
  { actor, now }: Pick<For, "actor" | "now">,
): Promise<string> {
  const row = await db.complaint.findUniqueOrThrow({
    where: { trackingId },
    select: { language: true, dueAt: true, service: NAMES, district: NAMES, department: NAMES },
  });
  const { dueAt, service, district, department } = row;
  const about = {
    trackingId,
    dueAt,
    service: named(service),
    district: named(district),
    department: department && named(department),
  };
  const language = row.language === "ur" ? "ur" : "en";
  return fillTemplate(words[language], await templateValues(about, { actor, language, now }));
}
