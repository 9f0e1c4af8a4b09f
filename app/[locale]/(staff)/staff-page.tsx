import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ClosedNotice } from "@/components/shell/closed-notice";
import { StaffShell } from "@/components/shell/staff-shell";
import { Button } from "@/components/ui/button";
import { findClosure } from "@/lib/data/health";
import { nameIn } from "@/lib/web/i18n/name-in";
import type { Locale } from "@/lib/web/i18n/routing";
import { type PagePath, paths } from "@/lib/web/paths";
import type { SignedInStaff } from "@/lib/web/session";

type Props = { locale: Locale; here: PagePath; who: SignedInStaff; count?: number; children: ReactNode };

/** The shell for staff with the asker's name, post and places in it. */
export function StaffPage({ locale, here, who, count, children }: Props) {
  const t = useTranslations("desk.shell");
  const domain = useTranslations("domain");
  const { person, actor } = who;
  const closure = findClosure();
  const office = person.desk ?? person.department;
  const role = domain(`roles.${actor.role}`);
  // Elsewhere the office's own name says what its people do.
  const named = actor.role === "officer" || actor.role === "supervisor";
  return (
    <StaffShell
      locale={locale}
      here={here}
      navLabel={t("nav")}
      nav={[
        {
          href: paths.desk(locale),
          label: t(actor.role === "auditor" ? "all" : "queue"),
          current: here(locale) === paths.desk(locale),
          count,
        },
        ...(actor.role === "admin"
          ? [{ href: paths.admin(locale), label: t("admin"), current: here(locale) === paths.admin(locale) }]
          : []),
      ]}
      name={nameIn(locale, person)}
      post={office ? (named ? t("post", { role, office: nameIn(locale, office) }) : nameIn(locale, office)) : role}
      signOut={
        <form method="post" action={paths.signOut(locale)}>
          <Button variant="quiet" className="px-2 text-sm text-on-brand hover:bg-brand">
            {t("signOut")}
          </Button>
        </form>
      }
    >
      {closure && here !== paths.admin && (
        <ClosedNotice locale={locale} closure={closure} now={new Date()} audience="staff" />
      )}
      {children}
    </StaffShell>
  );
}
