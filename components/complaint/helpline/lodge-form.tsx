"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { idOf } from "@/components/complaint/lodge/bind";
import { useFieldWords } from "@/components/complaint/lodge/field-words";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice-cards";
import { Details } from "@/components/ui/details";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Notice } from "@/components/ui/notice";
import { Select, type SelectGroup } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import type { FieldError } from "@/lib/schemas/field-errors";
import { type LodgedDone, LodgedForCaller } from "./lodged-for-caller";
import { SearchSelect } from "./search-select";

export type CallerLodgeState = {
  attempt: number;
  values: Readonly<Record<string, string>>;
  errors: readonly FieldError[];
  trouble?: string;
  done?: LodgedDone;
};
type Props = {
  action: (previous: CallerLodgeState, form: FormData) => Promise<CallerLodgeState>;
  permalink: string;
  /** Minted for this form: pressed twice, it is one complaint. */
  press: string;
  services: readonly SelectGroup[];
  districts: readonly SelectGroup[];
  countries: readonly string[];
};

/** A whole complaint on one page, in the order in which it is told on the telephone. */
export function CallerLodgeForm({ action, permalink, press, services, districts, countries }: Props) {
  const first: CallerLodgeState = { attempt: 0, values: {}, errors: [] };
  const [state, submit, pending] = useActionState(action, first, permalink);
  const t = useTranslations("helpline.lodge");
  const lodge = useTranslations("lodge");
  const kinds = useTranslations("domain.kinds");
  const optional = useTranslations("common")("optional");
  const words = useFieldWords();
  if (state.done) return <LodgedForCaller done={state.done} />;

  const problems = words.problems(state.errors);
  const bind = (field: string) => ({
    id: idOf(field),
    name: field,
    error: problems.find(({ fieldId }) => fieldId === idOf(field))?.message,
    defaultValue: state.values[field] ?? "",
  });
  return (
    <form action={submit} noValidate className="grid gap-6" key={state.attempt}>
      <ErrorSummary title={t("refused")} problems={problems} attempt={state.attempt} />
      {state.trouble && (
        <div role="alert">
          <Notice tone="warning" title={t("refused")}>
            <p>{state.trouble}</p>
          </Notice>
        </div>
      )}
      <input type="hidden" name="press" value={press} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <SearchSelect
          {...bind("serviceCode")}
          which="services"
          label={lodge("about.select")}
          placeholder={lodge("about.choose")}
          groups={services}
          required
          search={{ label: t("search"), hint: t("searchHint"), found: (count) => lodge("about.found", { count }) }}
        />
        <SearchSelect
          {...bind("districtId")}
          which="districts"
          label={lodge("place.district")}
          placeholder={lodge("place.choose")}
          groups={districts}
          required
          search={{
            label: t("districtSearch"),
            hint: lodge("place.searchHint"),
            found: (count) => lodge("place.found", { count }),
          }}
        />
      </div>
      <TextInput
        {...bind("location.landmark")}
        label={lodge("place.landmark")}
        hint={lodge("place.landmarkHint")}
        dir="auto"
        autoComplete="off"
      />
      <TextArea {...bind("text")} label={t("text")} hint={lodge("story.textHint")} rows={6} required />
      <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-4">
        <TextInput {...bind("contact.name")} label={t("name")} optional={optional} dir="auto" autoComplete="off" />
        <TextInput
          {...bind("contact.phone")}
          label={lodge("contact.phone")}
          optional={optional}
          dir="ltr"
          inputMode="tel"
          autoComplete="off"
        />
        <TextInput
          {...bind("contact.email")}
          label={lodge("contact.email")}
          optional={optional}
          dir="ltr"
          inputMode="email"
          autoComplete="off"
        />
        <TextInput
          {...bind("contact.cnic")}
          label={t("cnic")}
          optional={optional}
          dir="ltr"
          inputMode="numeric"
          autoComplete="off"
        />
      </div>
      <div className="grid items-end gap-5 sm:grid-cols-2 lg:grid-cols-4">
        <Select
          {...bind("contact.channel")}
          label={lodge("contact.channel")}
          optional={optional}
          placeholder="—"
          options={[
            { value: "sms", label: lodge("contact.sms") },
            { value: "email", label: lodge("contact.byEmail") },
            { value: "none", label: lodge("contact.none") },
          ]}
        />
        <Select
          {...bind("language")}
          defaultValue={state.values.language || "ur"}
          label={t("language")}
          options={(["ur", "en"] as const).map((value) => ({ value, label: t(`languages.${value}`) }))}
        />
        <Select
          {...bind("kind")}
          defaultValue={state.values.kind || "complaint"}
          label={lodge("about.kind")}
          options={(["complaint", "suggestion", "query", "appreciation"] as const).map((value) => ({
            value,
            label: kinds(value),
          }))}
        />
        <TextInput
          {...bind("country")}
          label={lodge("place.country")}
          hint={lodge("place.countryHint")}
          optional={optional}
          list="countries"
          autoComplete="off"
          dir="auto"
        />
        <datalist id="countries">
          {countries.map((country) => (
            <option key={country} value={country} />
          ))}
        </datalist>
      </div>
      <Details summary={t("more")} open={state.attempt > 0}>
        <div className="grid items-end gap-5 sm:grid-cols-3">
          <TextInput
            {...bind("against.name")}
            label={lodge("story.againstName")}
            hint={lodge("story.againstHint")}
            optional={optional}
            dir="auto"
            autoComplete="off"
          />
          <TextInput
            {...bind("against.post")}
            label={lodge("story.againstPost")}
            optional={optional}
            dir="auto"
            autoComplete="off"
          />
          <TextInput
            {...bind("against.office")}
            label={lodge("story.againstOffice")}
            optional={optional}
            dir="auto"
            autoComplete="off"
          />
          <TextInput {...bind("occurredOn")} type="date" label={lodge("story.when")} optional={optional} dir="ltr" />
          <TextInput {...bind("quiet.from")} type="time" label={t("quietFrom")} optional={optional} dir="ltr" />
          <TextInput {...bind("quiet.to")} type="time" label={t("quietTo")} optional={optional} dir="ltr" />
        </div>
      </Details>
      <Checkbox
        name="walkIn"
        value="yes"
        label={t("walkIn")}
        hint={t("walkInHint")}
        defaultChecked={state.values.walkIn === "yes"}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button icon="check" large wide disabled={pending}>
          {t("submit")}
        </Button>
        <p className="max-w-measure text-ink-soft">{t("keyNote")}</p>
      </div>
    </form>
  );
}
