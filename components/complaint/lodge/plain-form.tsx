"use client";

import { useTranslations } from "next-intl";
import type { ReactNode, Ref } from "react";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FileInput } from "@/components/ui/file-input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import type { FieldError } from "@/lib/schemas/field-errors";
import { answerOf, emptyAnswers, LODGE_FILE_TYPES } from "@/lib/schemas/lodge-answers";
import type { Locale } from "@/lib/web/i18n/routing";
import type { LodgeState } from "@/lib/web/lodge-state";
import type { Reference } from "@/lib/web/reference";
import { type Bind, idOf } from "./bind";
import { EmergencyNumbers } from "./call-now";
import { useFieldWords } from "./field-words";
import { LeaveLink } from "./leave";
import {
  CircumstanceQuestions,
  ContactQuestions,
  CountryQuestion,
  DistrictQuestion,
  KindQuestion,
  LandmarkQuestion,
  NotForUs,
  TextQuestion,
} from "./questions";

type Props = {
  locale: Locale;
  reference: Reference;
  state: LodgeState;
  action: (form: FormData) => void;
  pending: boolean;
  formRef: Ref<HTMLFormElement>;
};

const NEEDED: ReadonlySet<string> = new Set(["serviceCode", "districtId", "text"]);

/** All questions on one page and one submit: complete without script, and what stands there until script has come. */
export function PlainForm({ locale, reference, state, action, pending, formRef }: Props) {
  const t = useTranslations("lodge");
  const words = useFieldWords();
  const answers = state?.answers ?? emptyAnswers();
  const errors: FieldError[] = state?.errors ?? [];
  const problems = words.problems(errors);
  const errorOf = (id: string) => problems.find(({ fieldId }) => fieldId === id)?.message;
  const bind: Bind = (field) => ({
    id: idOf(field),
    name: field,
    error: errorOf(idOf(field)),
    defaultValue: answerOf(answers, field),
    required: NEEDED.has(field) || undefined,
  });
  return (
    <>
      <h1 className="text-3xl">{t("heading")}</h1>
      <p className="mt-2 mb-6 text-lg text-ink-soft">{t("lead")}</p>
      <ErrorSummary title={t("refused")} problems={problems} attempt={state?.attempt} />
      {state?.trouble && (
        <Notice tone="warning" title={t("trouble.title")} className="mb-6" live>
          <p>{t(`trouble.${state.trouble}`)}</p>
        </Notice>
      )}
      {state?.hadFiles && (
        <Notice tone="info" className="mb-6">
          <p>{t("filesAgain")}</p>
        </Notice>
      )}
      {!state && (
        <div className="mb-8 grid gap-4">
          <EmergencyNumbers lines={reference.lines} />
          <LeaveLink />
        </div>
      )}
      {/* A new key with each refusal: React would else put the form back to the answers before the last ones. */}
      <form ref={formRef} key={state?.attempt ?? 0} action={action} className="grid gap-10">
        <input type="hidden" name="language" value={locale} />
        <Section title={t("about.title")}>
          <Select
            {...bind("serviceCode")}
            label={t("about.select")}
            hint={t("about.selectHint")}
            placeholder={t("about.choose")}
            groups={reference.categories.map(({ name, services }) => ({
              label: name,
              options: services.map((service) => ({ value: service.code, label: service.name })),
            }))}
          />
          <KindQuestion bind={bind} />
          <NotForUs />
        </Section>
        <Section title={t("place.title")}>
          <DistrictQuestion bind={bind} reference={reference} />
          <LandmarkQuestion
            bind={bind}
            hint={
              <>
                <p>{t("place.landmarkHint")}</p>
                <p>{t("place.landmarkNeeded")}</p>
              </>
            }
          />
          <CountryQuestion bind={bind} countries={reference.countries} hint={t("place.countryHint")} />
        </Section>
        <Section title={t("story.title")}>
          <TextQuestion bind={bind} />
          <CircumstanceQuestions bind={bind} />
          <FileInput
            id="attachments"
            name="attachments"
            label={t("story.files")}
            hint={t("story.filesHint")}
            error={errorOf("attachments")}
            multiple
            accept={LODGE_FILE_TYPES.join(",")}
          />
        </Section>
        <Section title={t("contact.title")} lead={t("contact.lead")}>
          <ContactQuestions bind={bind} />
        </Section>
        <div>
          <Button icon="check" wide large disabled={pending}>
            {t("submit")}
          </Button>
        </div>
      </form>
    </>
  );
}

function Section({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section className="grid gap-5 border-t-4 border-brand pt-4">
      <div className="grid gap-1">
        <h2 className="text-2xl">{title}</h2>
        {lead && <p className="text-ink-soft">{lead}</p>}
      </div>
      {children}
    </section>
  );
}
