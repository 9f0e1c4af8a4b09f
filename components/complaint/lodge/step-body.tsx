import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Reference } from "@/lib/web/reference";
import { AboutStep } from "./about-step";
import { type Bind, idOf } from "./bind";
import { CheckStep } from "./check-step";
import { useFieldWords } from "./field-words";
import { NearbyList } from "./nearby-list";
import { PlaceStep } from "./place-step";
import { ContactQuestions } from "./questions";
import { findService } from "./service-picker";
import { StoryStep } from "./story-step";
import type { Lodging } from "./use-lodging";

type Props = { lodging: Lodging; reference: Reference; onSubmit: () => void };

/** The questions of the step that is shown. */
export function StepBody({ lodging, reference, onSubmit }: Props) {
  const t = useTranslations("lodge");
  const { sentence } = useFieldWords();
  const { form, step, files, setFiles, refusals, amend, join, joinNone } = lodging;
  const answers = form.watch();
  const service = findService(reference, answers.serviceCode)?.service;
  const spot = answers.location.lat === "" ? null : answers.location;
  const meToo = t("nearby.text");
  const isShareable = service && !service.sensitive && answers.kind === "complaint";

  const bind: Bind = (field) => {
    const { name, ref, onBlur, onChange: keep } = form.register(field);
    const refusal = refusals.find((one) => one.field === field);
    function onChange(event: Parameters<typeof keep>[0]) {
      if (refusal) form.clearErrors(field);
      return keep(event);
    }
    return { id: idOf(field), name, ref, onChange, onBlur, error: refusal && sentence(refusal) };
  };

  switch (step) {
    case "about":
      return (
        <AboutStep
          bind={bind}
          reference={reference}
          serviceCode={answers.serviceCode}
          onChoose={({ code }) => {
            form.setValue("serviceCode", code);
            joinNone(meToo);
          }}
          onContinue={onSubmit}
        />
      );
    case "place":
      return (
        <PlaceStep
          bind={bind}
          reference={reference}
          districtId={answers.districtId}
          needsPlace={service?.needsPlace ?? false}
          spot={spot}
          nearby={
            isShareable &&
            spot && <NearbyList serviceCode={service.code} spot={spot} onJoin={(nearby) => join(nearby, meToo)} />
          }
          onDistrict={(id) => {
            form.setValue("districtId", id);
            form.clearErrors("districtId");
          }}
          onSpot={(spot) => {
            form.setValue("location.lat", spot?.lat ?? "");
            form.setValue("location.long", spot?.long ?? "");
            form.clearErrors("location");
            joinNone(meToo);
          }}
        />
      );
    case "story":
      return (
        <StoryStep
          bind={bind}
          text={answers.text}
          wantsPhoto={service?.wantsPhoto ?? false}
          files={files}
          onFiles={setFiles}
        />
      );
    case "contact":
      return (
        <div className="grid gap-6">
          <p className="text-lg text-ink-soft">{t("contact.lead")}</p>
          <ContactQuestions bind={bind} />
        </div>
      );
    case "check":
      return (
        <div className="grid gap-6">
          <p className="text-lg text-ink-soft">{t("check.lead")}</p>
          {answers.joins !== "" && <Joining onApart={() => joinNone(meToo)} />}
          <CheckStep answers={answers} files={files} reference={reference} onChange={amend} />
        </div>
      );
  }
}

/** That it will be merged, and the way back from it. */
function Joining({ onApart }: { onApart: () => void }) {
  const t = useTranslations("lodge.nearby");
  return (
    <Notice tone="success" title={t("joining")}>
      <p>{t("joiningBody")}</p>
      <div>
        <Button type="button" variant="quiet" className="-ms-5" onClick={onApart}>
          {t("apart")}
        </Button>
      </div>
    </Notice>
  );
}
