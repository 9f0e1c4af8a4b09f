import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Reference, ServiceChoice } from "@/lib/web/reference";
import type { Bind } from "./bind";
import { CallFirst } from "./call-now";
import { KindQuestion, NotForUs } from "./questions";
import { CategoryIcon, findService, ServicePicker } from "./service-picker";

type Props = {
  bind: Bind;
  reference: Reference;
  serviceCode: string;
  onChoose: (service: ServiceChoice) => void;
  onContinue: () => void;
};

/** The first step. An urgent or sensitive matter stops here once more, to say whom to call and who is protected. */
export function AboutStep({ bind, reference, serviceCode, onChoose, onContinue }: Props) {
  const t = useTranslations("lodge");
  const chosen = findService(reference, serviceCode);
  const [picking, setPicking] = useState(false);
  const [isFresh, setFresh] = useState(false);
  const answer = useRef<HTMLDivElement>(null);

  // The button that was pressed is gone: go on reading where whom to call stands.
  useEffect(() => {
    if (!isFresh) return;
    window.scrollTo(0, 0);
    answer.current?.focus({ preventScroll: true });
  }, [isFresh]);

  function choose(service: ServiceChoice) {
    setPicking(false);
    onChoose(service);
    if (isDelicate(service)) setFresh(true);
    else onContinue();
  }

  function startPicking() {
    setPicking(true);
    setFresh(false);
  }

  if (!chosen || picking) {
    return (
      <div className="grid gap-8">
        <ServicePicker reference={reference} onChoose={choose} />
        <div className="grid gap-3">
          <NotForUs />
          <KindQuestion bind={bind} />
        </div>
      </div>
    );
  }
  const { service, category } = chosen;
  const lines = service.emergency.flatMap((code) => reference.lines.filter((line) => line.code === code));
  return (
    <div ref={answer} tabIndex={-1} className="grid gap-5 outline-none">
      {lines.length > 0 && <CallFirst lines={lines} />}
      <div className="flex items-center gap-4 rounded-lg border-2 border-brand bg-brand-soft p-4">
        <CategoryIcon category={category} />
        <div>
          <p className="text-sm text-ink-soft">{t("about.chosen")}</p>
          <p className="text-lg leading-tight font-bold">{service.name}</p>
        </div>
      </div>
      {service.sensitive && (
        <Notice tone="info" icon="lock" title={t("sensitive.title")}>
          <p>{t("sensitive.body")}</p>
          <p>{t("leave.note")}</p>
        </Notice>
      )}
      <KindQuestion bind={bind} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" wide iconAfter="arrow">
          {t("continue")}
        </Button>
        <Button type="button" variant="secondary" wide onClick={startPicking}>
          {t("about.other")}
        </Button>
      </div>
    </div>
  );
}

/** Something must be said before the next question. */
function isDelicate({ sensitive, urgent, emergency }: ServiceChoice): boolean {
  return sensitive || urgent || emergency.length > 0;
}
