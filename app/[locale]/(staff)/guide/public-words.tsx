import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";

const RULES = ["what", "next", "plain", "private", "template"] as const;
const EXAMPLES = ["start", "resolve"] as const;

/** How to write what citizens read, with an example of each kind. */
export function PublicWords() {
  const t = useTranslations("guide.chapters.words");
  const acts = useTranslations("desk.act");
  return (
    <>
      <p>{t("lead")}</p>
      <ul className="grid list-disc gap-3 ps-5">
        {RULES.map((rule) => (
          <li key={rule}>{t(rule)}</li>
        ))}
      </ul>
      {EXAMPLES.map((example) => (
        <div key={example} className="grid gap-3 break-inside-avoid">
          <h3 className="text-lg">{acts(`${example === "start" ? "START" : "RESOLVE"}.title`)}</h3>
          <div className="grid gap-3 md:grid-cols-2">
            <Example good={false} label={t("bad")} text={t(`examples.${example}.bad`)} />
            <Example good label={t("good")} text={t(`examples.${example}.good`)} />
          </div>
        </div>
      ))}
    </>
  );
}

function Example({ good, label, text }: { good: boolean; label: string; text: string }) {
  return (
    <figure
      className={`rounded-md border border-s-4 p-4 ${good ? "border-success/30 border-s-success bg-success-soft" : "border-danger/30 border-s-danger bg-danger-soft"}`}
    >
      <figcaption className={`flex items-center gap-2 font-semibold ${good ? "text-success" : "text-danger"}`}>
        <Icon name={good ? "check" : "close"} className="size-5" />
        {label}
      </figcaption>
      <blockquote className="mt-1">{text}</blockquote>
    </figure>
  );
}
