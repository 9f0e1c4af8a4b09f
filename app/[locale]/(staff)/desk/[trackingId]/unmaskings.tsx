import { getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import type { Unmasking } from "@/lib/data/unmaskings";
import { formatMoment } from "@/lib/tracking/dates";
import type { Locale } from "@/lib/web/i18n/routing";

/** Each time that the citizen's contact was shown: for auditors and whoever supervises. */
export async function Unmaskings({ looks, locale }: { looks: readonly Unmasking[]; locale: Locale }) {
  const t = await getTranslations({ locale, namespace: "caseWork.unmaskings" });
  return (
    <Card as="section" labelledBy="unmaskings">
      <h2 id="unmaskings" className="mb-2 text-lg">
        {t("title")}
      </h2>
      {looks.length === 0 && <p className="text-ink-soft">{t("none")}</p>}
      <ul className="grid gap-1">
        {looks.map(({ at, name }) => (
          <li key={`${at.toISOString()} ${name.en}`}>
            <bdi>{t("one", { name: name[locale], when: formatMoment(at, locale) })}</bdi>
          </li>
        ))}
      </ul>
    </Card>
  );
}
