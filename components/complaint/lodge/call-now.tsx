import { useTranslations } from "next-intl";
import { CodeText } from "@/components/ui/code-text";
import { Details } from "@/components/ui/details";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import type { EmergencyLine } from "@/lib/web/reference";

/** Known by heart by most; the plain page shows them before anything else. */
const FIRST = ["police", "rescue"];

/** At the top of the plain page: police and rescue to tap at once, all other numbers folded away. */
export function EmergencyNumbers({ lines }: { lines: readonly EmergencyLine[] }) {
  const t = useTranslations("lodge.emergency");
  return (
    <div className="grid gap-3">
      <Notice tone="urgent" title={t("title")}>
        <p>{t("body")}</p>
        <CallList lines={FIRST.flatMap((first) => lines.filter(({ code }) => code === first))} />
      </Notice>
      <Details summary={t("more")}>
        <CallList lines={lines.filter(({ code }) => !FIRST.includes(code))} />
      </Details>
    </div>
  );
}

/** For an urgent service, before any question: whom to call now. */
export function CallFirst({ lines }: { lines: readonly EmergencyLine[] }) {
  const t = useTranslations("lodge.emergency");
  return (
    <Notice tone="urgent" title={t("serviceTitle")}>
      <p>{t("serviceBody")}</p>
      <CallList lines={lines} />
    </Notice>
  );
}

function CallList({ lines }: { lines: readonly EmergencyLine[] }) {
  const t = useTranslations("lodge.emergency");
  return (
    <ul className="mt-2 grid gap-2 sm:grid-cols-2">
      {lines.map(({ code, name, phone }) => (
        <li key={code}>
          <a
            href={`tel:${phone}`}
            aria-label={t("call", { name, number: phone })}
            className="flex min-h-14 items-center gap-3 rounded-md border-2 border-danger bg-surface px-3 py-1 font-semibold text-danger no-underline hover:bg-danger hover:text-on-brand"
          >
            <Icon name="phone-call" className="size-5" />
            <CodeText className="font-sans text-lg leading-none font-bold">{phone}</CodeText>
            <span className="min-w-0 text-sm leading-tight">{name}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
