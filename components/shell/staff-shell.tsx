import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SkipLink } from "@/components/ui/skip-link";
import type { Locale } from "@/lib/web/i18n/routing";
import { type PagePath, paths } from "@/lib/web/paths";
import { LanguageLink } from "./language-link";
import { LogoMark } from "./logo";
import { OnlyFresh } from "./only-fresh";

export type StaffNavItem = { href: string; label: string; current?: boolean; count?: number };

type Props = {
  locale: Locale;
  here: PagePath;
  nav: readonly StaffNavItem[];
  navLabel: string;
  /** Who is signed in, and as what: "Ayesha Khan" and "Officer, WASA Lahore". */
  name: string;
  post?: string;
  /** A form with one button. */
  signOut: ReactNode;
  children: ReactNode;
};

/** What stands around every page for staff: the same tokens, set tighter, for a wide desk first. */
export function StaffShell({ locale, here, nav, navLabel, name, post, signOut, children }: Props) {
  const t = useTranslations("common");
  return (
    <div className="flex min-h-dvh flex-col text-sm">
      <OnlyFresh />
      <SkipLink label={t("skipToContent")} />
      <header className="bg-brand-deep text-on-brand print:hidden">
        <div className="mx-auto flex max-w-[90rem] flex-wrap items-center gap-x-6 px-4 py-2">
          <a href={paths.desk(locale)} className="inline-flex min-h-tap items-center gap-3 text-on-brand no-underline">
            <LogoMark className="size-9" onBrand />
            <span className="font-heading text-lg leading-none font-bold rtl:sr-only">{t("name")}</span>
          </a>
          <nav aria-label={navLabel} className="order-last w-full md:order-none md:w-auto">
            <ul className="flex flex-wrap gap-1">
              {nav.map((item) => (
                <li key={item.href}>
                  <a
                    href={item.href}
                    aria-current={item.current ? "page" : undefined}
                    className="inline-flex min-h-11 items-center gap-2 rounded-md px-3 font-semibold text-on-brand-soft no-underline hover:bg-brand hover:text-on-brand aria-[current=page]:bg-brand aria-[current=page]:text-on-brand"
                  >
                    {item.label}
                    {item.count !== undefined && (
                      <bdi className="rounded-pill bg-on-brand px-2 text-xs font-bold text-brand-deep">
                        {item.count}
                      </bdi>
                    )}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className="ms-auto flex flex-wrap items-center gap-x-4">
            <p className="leading-tight text-end max-sm:sr-only">
              <span className="block font-semibold">
                <bdi>{name}</bdi>
              </span>
              {post && <span className="text-xs text-on-brand-soft">{post}</span>}
            </p>
            <LanguageLink
              locale={locale}
              here={here}
              className="border-on-brand-soft/50 text-on-brand hover:bg-brand"
            />
            {signOut}
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[90rem] flex-1 px-4 py-6 outline-none">
        {children}
      </main>
    </div>
  );
}
