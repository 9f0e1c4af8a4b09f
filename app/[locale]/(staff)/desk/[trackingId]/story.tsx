import { getTranslations } from "next-intl/server";
import { PictureViewer } from "@/components/complaint/case/picture-viewer";
import { CaseFiles } from "@/components/complaint/case-files";
import { toFileItems } from "@/components/complaint/file-items";
import { Card } from "@/components/ui/card";
import type { Case } from "@/lib/data/cases";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

/** What the citizen wrote and sent, and apart from it what the office has proven. */
export async function Story({ theCase, locale }: { theCase: Case; locale: Locale }) {
  const [t, domain, work] = await Promise.all([
    getTranslations({ locale, namespace: "desk.case" }),
    getTranslations({ locale, namespace: "domain.files" }),
    getTranslations({ locale, namespace: "caseWork.files" }),
  ]);
  const { content, language, trackingId } = theCase;
  const files = toFileItems(theCase.files, paths.deskCase(locale, trackingId));
  const evidence = files.filter(({ role }) => role === "evidence");
  const words = {
    title: work("large"),
    close: work("close"),
    next: work("next"),
    previous: work("previous"),
    open: work("open"),
    place: work.raw("place") as string,
  };
  return (
    <PictureViewer words={words}>
      <div className="grid gap-6">
        <Card as="section" labelledBy="complaint">
          <h2 id="complaint" className="text-lg">
            {t("complaint")}
          </h2>
          <p lang={language} dir="auto" className="wrap-anywhere my-3 whitespace-pre-line text-base">
            {content.text || t("noText")}
          </p>
          <CaseFiles files={files.filter(({ role }) => role !== "evidence")} />
        </Card>
        {evidence.length > 0 && (
          <Card as="section" labelledBy="evidence">
            <h2 id="evidence" className="mb-3 text-lg">
              {domain("evidence")}
            </h2>
            <CaseFiles files={evidence} />
          </Card>
        )}
      </div>
    </PictureViewer>
  );
}
