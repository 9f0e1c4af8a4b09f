import { Icon } from "@/components/ui/icon";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import type { SetupWords } from "./setup-words";

type Props = {
  locale: Locale;
  words: SetupWords;
  isAdmin: boolean;
  title: string;
  section?: { href: string; label: string };
};

/** Where one is, and the ways back up. A supervisor has no overview to go to. */
export function SetupTrail({ locale, words: { say }, isAdmin, title, section }: Props) {
  const up = [
    ...(isAdmin ? [{ href: paths.admin(locale), label: say("overview") }] : []),
    ...(section ? [section] : []),
  ];
  return (
    <div>
      {up.length > 0 && (
        <nav aria-label={say("trail")} className="mb-2 flex flex-wrap items-center gap-x-4">
          {up.map(({ href, label }) => (
            <a key={href} href={href} className="inline-flex min-h-11 items-center gap-1">
              <Icon name="arrow-back" className="size-4" />
              {label}
            </a>
          ))}
        </nav>
      )}
      <h1 className="text-2xl">{title}</h1>
    </div>
  );
}
