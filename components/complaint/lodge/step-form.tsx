import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Notice } from "@/components/ui/notice";
import { listTodo } from "@/lib/offline/my-complaints";
import { isUnsent } from "@/lib/offline/todo";
import type { Locale } from "@/lib/web/i18n/routing";
import type { Reference } from "@/lib/web/reference";
import { DraftRestored, Mending, UnsentComplaints } from "./draft-notices";
import { useFieldWords } from "./field-words";
import { LeaveButton } from "./leave";
import { Sending } from "./sending";
import { findService } from "./service-picker";
import { StepBody } from "./step-body";
import { StepFrame } from "./step-frame";
import { type Found, useLodging } from "./use-lodging";

type Props = { locale: Locale; reference: Reference; found: Found };

/** The form with script: one thing to a page, kept on the phone, sent by PUT (design §3, §4). */
export function StepForm({ locale, reference, found }: Props) {
  const t = useTranslations("lodge");
  const words = useFieldWords();
  const lodging = useLodging(locale, reference, found);
  const { step, kept, attempt, refusals, mending, trouble, isFull } = lodging;
  const [isBack, setBack] = useState(found.draft !== null && found.mending === null);
  const [unsent, setUnsent] = useState(found.unsent);

  const serviceCode = lodging.form.watch("serviceCode");
  const isSensitive = findService(reference, kept?.body.serviceCode ?? serviceCode)?.service.sensitive ?? false;
  const leaveButton = isSensitive && <LeaveButton onLeave={lodging.leave} />;

  async function startAnew() {
    setBack(false);
    setUnsent((await listTodo()).filter(isUnsent));
    await lodging.startAnew();
  }

  if (kept) {
    return (
      <>
        {leaveButton}
        <Sending
          key={kept.trackingId}
          kept={kept}
          sensitive={isSensitive}
          onRefused={(refused) => void lodging.takeBack(refused)}
          onAnother={startAnew}
        />
      </>
    );
  }

  function submit() {
    setBack(false);
    return step === "check" ? lodging.send() : lodging.next();
  }

  return (
    <>
      {leaveButton}
      <StepFrame step={step} onBack={step === "about" ? null : lodging.back}>
        {step === "about" && !mending && <UnsentComplaints unsent={unsent} onShow={lodging.setKept} />}
        {isBack && <DraftRestored changedAt={found.draft?.changedAt ?? ""} onAnew={startAnew} />}
        {mending && <Mending complaint={mending} onAnew={startAnew} />}
        <ErrorSummary title={t("refused")} problems={words.problems(refusals)} attempt={attempt} />
        {isFull && !trouble && (
          <Notice tone="warning" icon="phone" live>
            <p>{t("draft.full")}</p>
          </Notice>
        )}
        <form
          noValidate
          className="grid gap-8"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <StepBody lodging={lodging} reference={reference} onSubmit={() => void submit()} />
          {trouble && step === "check" && (
            <Notice tone="warning" icon="phone" title={t("trouble.phone")} live>
              <p>{t(`trouble.${trouble}`)}</p>
            </Notice>
          )}
          {step !== "about" && (
            <div>
              <Button
                wide
                icon={step === "check" ? "check" : undefined}
                iconAfter={step === "check" ? undefined : "arrow"}
              >
                {step === "check" ? t("check.send") : t("continue")}
              </Button>
            </div>
          )}
        </form>
      </StepFrame>
    </>
  );
}
