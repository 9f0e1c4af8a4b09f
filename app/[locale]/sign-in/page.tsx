import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClosedNotice } from "@/components/shell/closed-notice";
import { PublicShell } from "@/components/shell/public-shell";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { findClosure } from "@/lib/data/health";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";
import { parseNext } from "@/lib/web/safe-next";
import { findActor } from "@/lib/web/session";
import { submitSignIn } from "./actions";
import { SignInForm } from "./sign-in-form";
import { FIRST } from "./state";

export async function generateMetadata({ params }: PageProps<"/[locale]/sign-in">): Promise<Metadata> {
  const locale = await requireLocale(params);
  const t = await getTranslations({ locale, namespace: "signIn" });
  return { title: t("title"), robots: { index: false } };
}

export default async function SignInPage({ params, searchParams }: PageProps<"/[locale]/sign-in">) {
  const locale = await requireLocale(params);
  const { next: wanted, error, ended } = await searchParams;
  const next = parseNext(wanted);
  if (await findActor()) redirect(next ?? paths.desk(locale));

  const t = await getTranslations({ locale, namespace: "signIn" });
  const closure = findClosure();
  const first = error ? { ...FIRST, problems: [{ fieldId: "email", message: t("refused.wrong") }] } : FIRST;
  return (
    <PublicShell locale={locale} here={paths.signIn}>
      <div className="mx-auto max-w-[30rem]">
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-2 mb-6 text-ink-soft">{t("lead")}</p>
        {closure && <ClosedNotice locale={locale} closure={closure} now={new Date()} audience="signIn" />}
        {ended && (
          <Notice tone="success" title={t("signedOut")} className="mb-6">
            <p>{t("signedOutMore")}</p>
          </Notice>
        )}
        <Card>
          <SignInForm
            action={submitSignIn.bind(null, locale)}
            next={next ?? undefined}
            first={first}
            words={{
              email: t("email"),
              password: t("password"),
              submit: t("submit"),
              errorTitle: t("errorTitle"),
            }}
          />
        </Card>
        <div className="mt-6 grid gap-2 text-sm text-ink-soft">
          <p>{t("trouble")}</p>
          <p>
            <a href={paths.track(locale)}>{t("toTrack")}</a>
          </p>
        </div>
      </div>
    </PublicShell>
  );
}
