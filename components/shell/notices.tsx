import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/lib/web/i18n/routing";

type Words = { id: string; text: { en: string; ur: string } };
type Props = { locale: Locale; notices: readonly Words[] };

/** What all staff should know just now; nothing where there is nothing to say. */
export function StaffNotices({ locale, notices }: Props) {
  return <Notices locale={locale} notices={notices} className="mb-4" />;
}

/** What everybody should know just now. */
export function PublicNotices({ locale, notices }: Props) {
  return <Notices locale={locale} notices={notices} className="mx-auto w-full max-w-page px-4 pt-4" />;
}

function Notices({ locale, notices, className }: Props & { className: string }) {
  const t = useTranslations("common");
  if (notices.length === 0) return null;
  return (
    <section aria-label={t("notices")} className={`grid gap-3 ${className}`}>
      {notices.map(({ id, text }) => (
        <Notice key={id} tone="info">
          <p className="whitespace-pre-line">{text[locale]}</p>
        </Notice>
      ))}
    </section>
  );
}
