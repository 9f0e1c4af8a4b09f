import { getTranslations } from "next-intl/server";
import { ContactRows, HiddenContact } from "@/components/complaint/case-contact";
import { Card } from "@/components/ui/card";
import type { Case } from "@/lib/data/cases";
import type { Locale } from "@/lib/web/i18n/routing";
import { toContactRows } from "./contact-rows";
import { submitReveal } from "./reveal";

/** Whoever complains, as much of them as this person may know (design §5, "Reach"). */
export async function CaseContact({ theCase, locale }: { theCase: Case; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "desk.case.contact" });
  return (
    <Card as="section" labelledBy="contact">
      <h2 id="contact" className="mb-2 text-lg">
        {t("title")}
      </h2>
      <Shown theCase={theCase} locale={locale} />
    </Card>
  );
}

async function Shown({ theCase, locale }: { theCase: Case; locale: Locale }) {
  const { sight, content, trackingId } = theCase;
  const t = await getTranslations({ locale, namespace: "desk.case.contact" });
  if (sight.contact === "none") return <p className="text-ink-soft">{t("hidden")}</p>;
  if (sight.contact === "recorded") {
    const words = { recorded: t("recorded"), reveal: t("reveal"), nothing: t("nothing") };
    return <HiddenContact reveal={submitReveal.bind(null, { locale, trackingId })} words={words} />;
  }
  const rows = await toContactRows(content.contact, locale);
  if (rows.length === 0) return <p className="text-ink-soft">{t("nothing")}</p>;
  return (
    <>
      <ContactRows rows={rows} />
      {sight.contact === "masked" && <p className="mt-2 text-xs text-ink-soft">{t("masked")}</p>}
    </>
  );
}
