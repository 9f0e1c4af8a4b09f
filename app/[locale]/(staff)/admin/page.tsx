import { statfs } from "node:fs/promises";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/ui/notice";
import { listModeChanges } from "@/lib/data/audit-log";
import { findSampleShare } from "@/lib/data/call-sample";
import { db } from "@/lib/data/db";
import { findClosure, findStanding } from "@/lib/data/health";
import { listOutages } from "@/lib/data/outages";
import { listRefused } from "@/lib/data/refused";
import { env } from "@/lib/env";
import { readMode } from "@/lib/mode";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";
import { requireStaff } from "@/lib/web/session";
import { StaffPage } from "../staff-page";
import { CallShareSection } from "./call-share-section";
import { ChangesSection } from "./changes-section";
import { ModeSection } from "./mode-section";
import { OutagesSection } from "./outages-section";
import { PartsSection } from "./parts-section";
import { RefusedSection } from "./refused-section";
import { SetupCards } from "./setup-cards";

const SHOWN_CHANGES = 10;
const DONE = ["read-only", "normal", "seen", "closed", "share", "share-wrong"] as const;
const NOT_DONE: readonly string[] = ["closed", "share-wrong"];

export async function generateMetadata({ params }: PageProps<"/[locale]/admin">): Promise<Metadata> {
  const locale = await requireLocale(params);
  return { title: (await getTranslations({ locale, namespace: "admin" }))("title") };
}

export default async function AdminPage({ params, searchParams }: PageProps<"/[locale]/admin">) {
  const locale = await requireLocale(params);
  const who = await requireStaff(locale, { next: paths.admin(locale), roles: ["admin"] });
  const [t, standing, outages, refused, disk, share, query] = await Promise.all([
    getTranslations({ locale, namespace: "admin" }),
    findStanding(),
    listOutages(),
    listRefused(),
    statfs(/*turbopackIgnore: true*/ env.dataDir),
    findSampleShare(db),
    searchParams,
  ]);
  const now = new Date();
  const closure = findClosure();
  const done = DONE.find((known) => known === query.done);
  const appSince = new Date(now.getTime() - process.uptime() * 1000);
  return (
    <StaffPage locale={locale} here={paths.admin} who={who}>
      <div className="grid gap-6">
        {done && <Notice tone={NOT_DONE.includes(done) ? "warning" : "success"} title={t(`done.${done}`)} />}
        <div>
          <h1 className="text-2xl">{t("title")}</h1>
          {who.byPass && <p className="max-w-measure text-ink-soft">{t("byPass")}</p>}
        </div>
        <SetupCards locale={locale} />
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_26rem]">
          <div className="grid gap-6">
            <ModeSection locale={locale} mode={readMode()} closure={closure} now={now} />
            <RefusedSection locale={locale} records={refused} isClosed={closure !== null || who.byPass} />
            <OutagesSection locale={locale} outages={outages} now={now} />
          </div>
          <div className="grid gap-6">
            <PartsSection
              locale={locale}
              standing={standing}
              appSince={appSince}
              freeBytes={disk.bavail * disk.bsize}
            />
            <CallShareSection locale={locale} share={share} />
            <ChangesSection locale={locale} changes={listModeChanges().toReversed().slice(0, SHOWN_CHANGES)} />
          </div>
        </div>
      </div>
    </StaffPage>
  );
}
