import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RadioGroup } from "@/components/ui/choice-cards";
import { CodeText } from "@/components/ui/code-text";
import { Details } from "@/components/ui/details";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import type { Reference } from "@/lib/web/reference";
import type { Bind } from "./bind";

/** The same questions on the plain page and in the steps; only what stands around them differs. */

export function KindQuestion({ bind }: { bind: Bind }) {
  const t = useTranslations("lodge.about");
  const kinds = useTranslations("domain.kinds");
  const { id, name, error, defaultValue, ...control } = bind("kind");
  return (
    <Details summary={t("kindSummary")}>
      <RadioGroup
        id={id}
        name={name}
        label={t("kind")}
        error={error}
        defaultValue={defaultValue}
        control={control}
        choices={(["complaint", "suggestion", "query", "appreciation"] as const).map((kind) => ({
          value: kind,
          label: kinds(kind),
          hint: t(`kindHints.${kind}`),
        }))}
      />
    </Details>
  );
}

export function DistrictQuestion({ bind, reference }: { bind: Bind; reference: Reference }) {
  const t = useTranslations("lodge.place");
  const { jurisdictions, overseas } = reference;
  return (
    <Select
      {...bind("districtId")}
      label={t("district")}
      hint={t("districtHint")}
      placeholder={t("choose")}
      groups={[
        ...jurisdictions.map(({ name, districts }) => ({
          label: name,
          options: districts.map((district) => ({ value: district.id, label: district.name })),
        })),
        { label: t("overseas"), options: [{ value: overseas.id, label: overseas.name }] },
      ]}
    />
  );
}

export function CountryQuestion({ bind, countries, hint }: { bind: Bind; countries: string[]; hint?: string }) {
  const t = useTranslations("lodge.place");
  return (
    <>
      <TextInput {...bind("country")} label={t("country")} hint={hint} list="countries" autoComplete="country-name" />
      <datalist id="countries">
        {countries.map((country) => (
          <option key={country} value={country} />
        ))}
      </datalist>
    </>
  );
}

export function LandmarkQuestion({ bind, hint, optional }: { bind: Bind; hint: ReactNode; optional?: string }) {
  const t = useTranslations("lodge.place");
  return <TextInput {...bind("location.landmark")} label={t("landmark")} hint={hint} optional={optional} dir="auto" />;
}

export function TextQuestion({ bind, children }: { bind: Bind; children?: ReactNode }) {
  const t = useTranslations("lodge.story");
  return (
    <div className="grid gap-1">
      <TextArea {...bind("text")} label={t("text")} hint={t("textHint")} rows={7} />
      {children}
    </div>
  );
}

/** The day and the accused: both optional, the second folded away. */
export function CircumstanceQuestions({ bind }: { bind: Bind }) {
  const t = useTranslations("lodge.story");
  const optional = useTranslations("common")("optional");
  return (
    <>
      <TextInput
        {...bind("occurredOn")}
        type="date"
        label={t("when")}
        hint={t("whenHint")}
        optional={optional}
        className="sm:max-w-60"
      />
      <Details summary={t("against")}>
        <p className="text-sm text-ink-soft">{t("againstHint")}</p>
        <TextInput {...bind("against.name")} label={t("againstName")} optional={optional} dir="auto" />
        <TextInput {...bind("against.post")} label={t("againstPost")} optional={optional} dir="auto" />
        <TextInput {...bind("against.office")} label={t("againstOffice")} optional={optional} dir="auto" />
      </Details>
    </>
  );
}

export function ContactQuestions({ bind }: { bind: Bind }) {
  const t = useTranslations("lodge.contact");
  const optional = useTranslations("common")("optional");
  const alignment = useLocale() === "ur" ? "text-end" : "";
  const { id, name, error, defaultValue, ...control } = bind("contact.channel");
  return (
    <>
      <TextInput {...bind("contact.name")} label={t("name")} optional={optional} autoComplete="name" dir="auto" />
      <TextInput
        {...bind("contact.phone")}
        label={t("phone")}
        hint={t.rich("phoneHint", { number: (text) => <bdi dir="ltr">{text}</bdi> })}
        optional={optional}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        dir="ltr"
        className={alignment}
      />
      <TextInput
        {...bind("contact.email")}
        label={t("email")}
        optional={optional}
        type="email"
        autoComplete="email"
        dir="ltr"
        className={alignment}
      />
      <RadioGroup
        id={id}
        name={name}
        label={t("channel")}
        optional={optional}
        error={error}
        defaultValue={defaultValue}
        control={control}
        choices={[
          { value: "sms", label: t("sms") },
          { value: "email", label: t("byEmail") },
          { value: "none", label: t("none") },
        ]}
      />
    </>
  );
}

const TOPICS = ["court", "private", "information", "business"] as const;

/** Said before the text is typed: what we can't take, and where to go instead. */
export function NotForUs() {
  const t = useTranslations("lodge.notForUs");
  return (
    <Details summary={t("title")}>
      <ul className="grid gap-3">
        {TOPICS.map((topic) => (
          <li key={topic}>
            <p className="font-semibold">{t(`${topic}.title`)}</p>
            <NotForUsWords topic={topic} />
          </li>
        ))}
      </ul>
    </Details>
  );
}

/** Where to go with one such matter. */
export function NotForUsWords({ topic }: { topic: (typeof TOPICS)[number] }) {
  const t = useTranslations("lodge.notForUs");
  return (
    <p className="text-ink-soft">
      {t.rich(`${topic}.body`, {
        number: (text) => (
          <a href={`tel:${text}`}>
            <CodeText className="font-sans">{String(text)}</CodeText>
          </a>
        ),
      })}
    </p>
  );
}
