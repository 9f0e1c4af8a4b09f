import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClosedNotice } from "@/components/shell/closed-notice";
import { KeyHelp } from "@/components/shell/key-help";
import { StaffNotices } from "@/components/shell/notices";
import { type StaffNavItem, StaffShell } from "@/components/shell/staff-shell";
import { Button } from "@/components/ui/button";
import { findClosure } from "@/lib/data/health";
import { countMentions } from "@/lib/data/mentions";
import { listNotices } from "@/lib/data/notices";
import { viewsOf } from "@/lib/domain/inbox";
import { formatInboxQuery } from "@/lib/schemas/inbox-query";
import { MESSAGES } from "@/lib/web/i18n/messages";
import { nameIn } from "@/lib/web/i18n/name-in";
import type { Locale } from "@/lib/web/i18n/routing";
import { type PagePath, paths } from "@/lib/web/paths";
import type { SignedInStaff } from "@/lib/web/session";
import { placesOf } from "./places";

type Props = { locale: Locale; here: PagePath; who: SignedInStaff; count?: ReactNode; children: ReactNode };

/** The shell for staff with the asker's name, post and places in it. `count`: what waits at the desk. */
export async function StaffPage({ locale, here, who, count, children }: Props) {
  const now = new Date();
  const { person, actor } = who;
  const isNamed = viewsOf(actor).includes("mentioned");
  const [t, domain, notices, mentions] = await Promise.all([
    getTranslations({ locale, namespace: "desk.shell" }),
    getTranslations({ locale, namespace: "domain" }),
    listNotices("staff", now),
    isNamed ? countMentions(actor.id) : 0,
  ]);
  const closure = findClosure();
  const office = person.desk ?? person.department;
  const role = domain(`roles.${actor.role}`);
  // Elsewhere the office's own name says what its people do.
  const named = actor.role === "officer" || actor.role === "supervisor";
  const places = placesOf(actor.role);
  const homeHref = places[0].at(locale);
  return (
    <StaffShell
      locale={locale}
      here={here}
      homeHref={homeHref}
      navLabel={t("nav")}
      nav={[
        ...places.map(({ key, at }) => ({
          href: at(locale),
          label: t(key),
          current: standing(here(locale), at(locale)),
          count: at === paths.desk ? count : undefined,
        })),
        // Only while somebody waits for an answer: most days it would be one more word to read past.
        ...(mentions > 0 ? [{ href: mentionsAt(locale), label: t("mentions"), count: mentions }] : []),
      ]}
      name={nameIn(locale, person)}
      post={office ? (named ? domain("post", { role, office: nameIn(locale, office) }) : nameIn(locale, office)) : role}
      keys={
        <KeyHelp
          words={MESSAGES[locale].guide.keys}
          deskHref={homeHref}
          guideHref={paths.guide(locale)}
          keyboardHref={`${paths.guide(locale)}#keyboard`}
        />
      }
      signOut={
        <form method="post" action={paths.signOut(locale)}>
          <Button variant="quiet" className="px-2 text-sm text-on-brand hover:bg-brand">
            {t("signOut")}
          </Button>
        </form>
      }
    >
      {closure && here !== paths.admin && <ClosedNotice locale={locale} closure={closure} now={now} audience="staff" />}
      <StaffNotices locale={locale} notices={notices} />
      {children}
    </StaffShell>
  );
}

function mentionsAt(locale: Locale): string {
  return `${paths.desk(locale)}?${formatInboxQuery({ view: "mentioned" })}`;
}

function standing(here: string, place: string): StaffNavItem["current"] {
  if (here === place) return "page";
  return here.startsWith(`${place}/`) ? "true" : undefined;
}
