import { getTranslations } from "next-intl/server";
import type { ActionWords } from "@/components/complaint/case/case-words";
import type { Locale } from "@/lib/web/i18n/routing";

/** The words around the forms. `language`: the citizen's, in which templates come. */
export async function actionWords(locale: Locale, language: Locale): Promise<ActionWords> {
  const [t, work, optional] = await Promise.all([
    getTranslations({ locale, namespace: "desk" }),
    getTranslations({ locale, namespace: "caseWork" }),
    getTranslations({ locale, namespace: "common" }).then((common) => common("optional")),
  ]);
  return {
    title: t("refused.title"),
    kept: t("refused.kept"),
    lost: t("refused.lost"),
    files: t("refused.filesAgain"),
    staleBody: t("refused.staleBody"),
    staleGone: t("refused.staleGone"),
    staleOnTop: work("meanwhile.onTop"),
    instead: work("meanwhile.instead"),
    nothingElse: work("meanwhile.nothingElse"),
    reload: t("refused.reload"),
    more: t("case.actions.more"),
    none: t("case.actions.none"),
    optional,
    narrow: work("narrow.label"),
    found: work.raw("narrow.found"),
    people: work("mention.list"),
    templateLabel: work("template.label"),
    templateNone: work("template.none"),
    templateUse: work("template.use"),
    templateHint: work(`template.hint.${language}`),
    seenCaption: work("meanwhile.caption"),
    seenWhat: work("meanwhile.what"),
    seenBefore: work("meanwhile.before"),
    seenNow: work("meanwhile.now"),
    seenChanged: work("meanwhile.changed"),
  };
}
