import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { STEPS, type Step } from "./steps";

type Props = { step: Step; onBack: (() => void) | null; children: ReactNode };

/** Where one is, the way back, and the question as the page's heading, which takes the focus when the step changes. */
export function StepFrame({ step, onBack, children }: Props) {
  const t = useTranslations("lodge");
  const name = useTranslations("common")("name");
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  const number = STEPS.indexOf(step) + 1;
  const title = t(`${step}.title`);
  const pageTitle = `${t("stepTitle", { title, step: number, steps: STEPS.length })} · ${name}`;

  useEffect(() => {
    document.title = pageTitle;
  }, [pageTitle]);

  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [step]);

  return (
    <div className="grid gap-6">
      <div className="grid gap-2">
        <div className="flex min-h-tap flex-wrap items-center justify-between gap-x-4">
          <p className="text-sm font-semibold text-ink-soft">{t("step", { step: number, steps: STEPS.length })}</p>
          {onBack && (
            <Button type="button" variant="quiet" icon="arrow-back" onClick={onBack} className="order-first -ms-5">
              {t("back")}
            </Button>
          )}
        </div>
        <ol aria-hidden="true" className="grid grid-cols-5 gap-1.5">
          {STEPS.map((one, index) => (
            <li key={one} className={`h-1.5 rounded-pill ${index < number ? "bg-brand" : "bg-line"}`} />
          ))}
        </ol>
        <h1 ref={heading} tabIndex={-1} className="mt-3 text-3xl outline-none">
          {title}
        </h1>
      </div>
      {children}
    </div>
  );
}
