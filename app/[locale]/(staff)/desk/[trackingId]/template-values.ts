import { getTranslations } from "next-intl/server";
import type { Case } from "@/lib/data/cases";
import { findOffice } from "@/lib/data/users";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { TemplateValues } from "@/lib/domain/complaint/template";
import { formatDay } from "@/lib/tracking/dates";
import { nameIn } from "@/lib/web/i18n/name-in";
import type { Locale } from "@/lib/web/i18n/routing";

type About = {
  theCase: Pick<Case, "trackingId" | "facts" | "service" | "district" | "department">;
  actor: StaffActor;
  /** Of the reader: the citizen's, mostly. */
  language: Locale;
  now: Date;
};

/** What a template's variables stand for on this case, in the reader's language: offices and posts, never a person. */
export async function templateValues({ theCase, actor, language, now }: About): Promise<TemplateValues> {
  const [roles, shell, office] = await Promise.all([
    getTranslations({ locale: language, namespace: "domain.roles" }),
    getTranslations({ locale: language, namespace: "desk.shell" }),
    findOffice(actor),
  ]);
  const { facts, trackingId, service, district, department } = theCase;
  const role = roles(actor.role);
  return {
    trackingId,
    service: service[language],
    district: district[language],
    department: department?.[language] ?? (office ? nameIn(language, office) : undefined),
    dueDate: facts.dueAt ? formatDay(facts.dueAt, language) : undefined,
    officerPost: office ? shell("post", { role, office: nameIn(language, office) }) : role,
    today: formatDay(now, language),
  };
}
