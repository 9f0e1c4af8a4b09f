import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SkipLink } from "@/components/ui/skip-link";
import type { Locale } from "@/lib/web/i18n/routing";
import type { PagePath } from "@/lib/web/paths";
import { LanguageLink } from "./language-link";
import { LogoMark } from "./logo";
import { OnlyFresh } from "./only-fresh";

export type StaffNavItem = {
  href: string;
  label: string;
  /** `page`: this very page. `true`: a page under it. */
  current?: "page" | "true";
  /** A number, or a part of the page that keeps it up to date. */
  count?: ReactNode;
};

type Props = {
  locale: Locale;
  here: PagePath;
  /** Where this person's work lies. */
  homeHref: string;
  nav: readonly StaffNavItem[];
  navLabel: string;
  /** Who is signed in, and as what: "Ayesha Khan" and "Officer, WASA Lahore". */
  name: string;
  post?: string;
  /** The keyboard's map, with its button. */
  keys: ReactNode;
  /** A form with one button. */
  signOut: ReactNode;
  children: ReactNode;
};

/** What stands around every page for staff: the same tokens, set tighter, for a wide desk first. */
export function StaffShell({ locale, here, homeHref, nav, navLabel, name, post, keys, signOut, children }: Props) {
  const t = useTranslations("common");
  return (
    <div className="flex min-h-dvh flex-col text-sm">
      <OnlyFresh />
      <SkipLink label={t("skipToContent")} />
      <header className="bg-brand-deep text-on-brand print:hidden">
        <div className="mx-auto flex max-w-[90rem] flex-wrap items-center gap-x-6 px-4 py-2">
          <a href={homeHref} className="inline-flex min-h-tap items-center gap-3 text-on-brand no-underline">
            <LogoMark className="size-9" onBrand />
            <span className="font-heading text-lg leading-none font-bold max-sm:sr-only rtl:sr-only">{t("name")}</span>
          </a>
          <nav aria-label={navLabel} className="order-last w-full lg:order-none lg:w-auto">
            <ul className="-mx-3 flex flex-wrap gap-1 lg:mx-0">
              {nav.map((item) => (
                <li key={item.href}>
                  <NavLink {...item} />
                </li>
              ))}
            </ul>
          </nav>
          <div className="ms-auto flex items-center gap-x-1 sm:gap-x-3">
            <p className="leading-tight text-end max-md:sr-only">
              <span className="block font-semibold">
                <bdi>{name}</bdi>
              </span>
              {post && <span className="text-xs text-on-brand-soft">{post}</span>}
            </p>
            {keys}
            <LanguageLink
              locale={locale}
              here={here}
              className="border-on-brand-soft/50 text-on-brand hover:bg-brand max-sm:px-3"
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

function NavLink({ href, label, current, count }: StaffNavItem) {
  return (
    <a
      href={href}
      aria-current={current}
      className="inline-flex min-h-11 items-center gap-2 rounded-md px-3 font-semibold text-on-brand-soft no-underline hover:bg-brand hover:text-on-brand aria-[current]:bg-brand aria-[current]:text-on-brand"
    >
      {label}
      {count !== undefined && (
        <bdi className="rounded-pill bg-on-brand px-2 text-xs font-bold text-brand-deep">{count}</bdi>
      )}
    </a>
  );
}
