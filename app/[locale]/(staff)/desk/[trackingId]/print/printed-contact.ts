import { getTranslations } from "next-intl/server";
import type { ContactRow } from "@/components/complaint/case-contact";
import type { Case } from "@/lib/data/cases";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import { revealContact } from "@/lib/use-cases/reveal-contact";
import type { Locale } from "@/lib/web/i18n/routing";
import { toContactRows } from "../contact-rows";

/** `offered`: it can be had on a press that is recorded. */
export type PrintedContact = { rows: ContactRow[]; note: string; offered: boolean };
type Asked = { theCase: Case; actor: StaffActor; wanted: boolean; locale: Locale; now: Date };

/** The contact for a sheet of paper: a whole one is recorded before it is given out, a protected one only on request. */
export async function readPrintedContact(asked: Asked): Promise<PrintedContact> {
  const { theCase, actor, wanted, locale, now } = asked;
  const { sight, content, trackingId } = theCase;
  const [t, print] = await Promise.all([
    getTranslations({ locale, namespace: "desk.case.contact" }),
    getTranslations({ locale, namespace: "caseWork.print" }),
  ]);
  if (sight.contact === "none") return { rows: [], note: t("hidden"), offered: false };
  if (sight.contact === "masked") {
    return { rows: await toContactRows(content.contact, locale), note: t("masked"), offered: false };
  }
  if (sight.contact === "recorded" && !wanted) return { rows: [], note: t("recorded"), offered: true };
  const shown = await revealContact({ trackingId, actor, now });
  if (!shown.ok) return { rows: [], note: print("unrecorded"), offered: false };
  const rows = await toContactRows(shown.value, locale);
  return rows.length > 0
    ? { rows, note: print("recorded"), offered: false }
    : { rows, note: t("nothing"), offered: false };
}
