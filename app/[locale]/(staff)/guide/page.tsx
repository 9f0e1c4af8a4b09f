import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PrintButton } from "@/components/ui/print-button";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";
import { requireStaff } from "@/lib/web/session";
import { placesOf } from "../places";
import { StaffPage } from "../staff-page";
import { ChapterBody } from "./chapter-body";
import { CHAPTERS } from "./chapters";
import { NextChapter, ReadingList } from "./reading";

export async function generateMetadata({ params }: PageProps<"/[locale]/guide">): Promise<Metadata> {
  const locale = await requireLocale(params);
  return { title: (await getTranslations({ locale, namespace: "guide.page" }))("title") };
}

/** Ten minutes to read, for whoever has signed in, in the order of a day's work. One page, so that it can be searched and printed. */
export default async function GuidePage({ params }: PageProps<"/[locale]/guide">) {
  const locale = await requireLocale(params);
  const who = await requireStaff(locale, { next: paths.guide(locale) });
  const { role, level } = who.actor;
  const t = await getTranslations({ locale, namespace: "guide" });
  const roles = await getTranslations({ locale, namespace: "domain.roles" });
  const chapters = CHAPTERS.map((key) => ({ key, title: t(`chapters.${key}.title`) }));
  return (
    <StaffPage locale={locale} here={paths.guide} who={who}>
      <div className="grid gap-8 text-base lg:grid-cols-[18rem_minmax(0,1fr)] lg:gap-12 print:block">
        <div className="grid content-start gap-4 lg:sticky lg:top-6 lg:self-start">
          <h1 className="text-2xl">{t("page.title")}</h1>
          <p>{t("page.lead")}</p>
          <p className="text-sm text-ink-soft">{t("page.for", { role: roles(role) })}</p>
          <ReadingList
            chapters={chapters}
            words={{
              label: t("page.contents"),
              read: t("page.isRead"),
              progress: chapters
                .concat(chapters.slice(0, 1))
                .map((_, read) => t("page.progress", { read, all: chapters.length })),
              goOn: chapters.map(({ title }) => t("page.goOn", { title })),
            }}
          />
          <PrintButton label={t("page.print")} />
        </div>
        <article data-guide="" className="grid max-w-[52rem] gap-12 print:max-w-none">
          {chapters.map(({ key, title }, index) => {
            const next = chapters[index + 1];
            return (
              <section key={key} id={key} aria-labelledby={`${key}-title`} className="scroll-mt-6">
                <h2 id={`${key}-title`} tabIndex={-1} className="text-2xl outline-none">
                  <bdi className="text-ink-soft">{index + 1}</bdi> {title}
                </h2>
                <div className="mt-4 grid gap-4">
                  <ChapterBody chapter={key} role={role} level={level} />
                </div>
                <NextChapter
                  read={key}
                  href={next ? `#${next.key}` : placesOf(role)[0].at(locale)}
                  label={next ? t("page.next", { title: next.title }) : `${t("page.end")}: ${t("page.toDesk")}`}
                />
              </section>
            );
          })}
        </article>
      </div>
    </StaffPage>
  );
}
