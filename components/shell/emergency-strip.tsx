import { useTranslations } from "next-intl";
import { CodeText } from "@/components/ui/code-text";
import { Icon } from "@/components/ui/icon";

const LINES = [
  { name: "police", number: "15" },
  { name: "rescue", number: "1122" },
] as const;

/** Two numbers to tap. To be confirmed by the operator before launch (design §5). */
export function EmergencyStrip() {
  const t = useTranslations("common.emergency");
  return (
    <section aria-label={t("title")} className="border-b border-danger/20 bg-danger-soft">
      <div className="mx-auto flex max-w-page flex-wrap items-center gap-x-8 gap-y-3 px-4 py-4">
        <p className="min-w-64 flex-1">
          <strong className="text-danger">{t("title")}</strong> {t("body")}
        </p>
        <ul className="grid w-full grid-cols-2 gap-3 sm:w-auto">
          {LINES.map(({ name, number }) => (
            <li key={name}>
              <a
                href={`tel:${number}`}
                aria-label={t("call", { name: t(name), number })}
                className="flex h-full min-h-16 flex-col items-center justify-center gap-x-3 gap-y-1 rounded-md border-2 border-danger bg-surface px-3 py-2 text-center font-semibold sm:flex-row sm:px-5 text-danger no-underline hover:bg-danger hover:text-on-brand"
              >
                <span className="flex items-center gap-2">
                  <Icon name="phone-call" className="size-5" />
                  <CodeText className="font-sans text-xl leading-none font-bold">{number}</CodeText>
                </span>
                <span className="text-sm leading-tight">{t(name)}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
