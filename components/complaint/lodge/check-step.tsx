import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SummaryList, type SummaryRow } from "@/components/ui/summary-list";
import type { ChosenFile } from "@/lib/offline/database";
import type { LodgeAnswers } from "@/lib/schemas/lodge-answers";
import { formatDay } from "@/lib/tracking/dates";
import type { Reference } from "@/lib/web/reference";
import { FilePreview } from "./file-picker";
import { findDistrict } from "./place-step";
import { findService } from "./service-picker";
import type { Step } from "./steps";

type Props = {
  answers: LodgeAnswers;
  files: readonly ChosenFile[];
  reference: Reference;
  onChange: (step: Step) => void;
};

/** Everything once more before it goes, each answer with its way back. */
export function CheckStep({ answers, files, reference, onChange }: Props) {
  const t = useTranslations("lodge");
  const kinds = useTranslations("domain.kinds");
  const locale = useLocale();
  const district = findDistrict(reference, answers.districtId);
  const { landmark, lat } = answers.location;

  const rows: SummaryRow[] = [];
  function add(key: string, label: string, value: ReactNode, step: Step) {
    const action = (
      <button
        type="button"
        onClick={() => onChange(step)}
        aria-label={t("check.changeWhat", { what: label })}
        className="inline-flex min-h-11 items-center font-semibold text-link underline underline-offset-4"
      >
        {t("change")}
      </button>
    );
    rows.push({ key, label, value, action });
  }

  add("about", t("check.about"), findService(reference, answers.serviceCode)?.service.name ?? "–", "about");
  if (answers.kind !== "complaint") add("kind", t("check.kind"), kinds(answers.kind as "query"), "about");
  const abroad = answers.districtId === reference.overseas.id ? answers.country.trim() : "";
  add("place", t("check.place"), <Lines parts={[abroad, district?.name, district?.jurisdiction]} />, "place");
  add("spot", t("check.spot"), <Lines parts={[landmark, lat && t("check.gps")]} none={t("check.none")} />, "place");
  const story = (
    <span dir="auto" className="block whitespace-pre-line">
      {answers.text.trim()}
      {answers.text === t("nearby.text") && <span className="block text-sm text-ink-soft">{t("nearby.ourWords")}</span>}
    </span>
  );
  add("story", t("check.story"), story, "story");
  if (answers.occurredOn) {
    add("when", t("check.when"), formatDay(new Date(`${answers.occurredOn}T12:00:00+05:00`), locale), "story");
  }
  const against = Object.values(answers.against).filter((part) => part.trim() !== "");
  if (against.length > 0) add("against", t("check.against"), <Lines parts={against} />, "story");
  add("files", t("check.files"), <Files files={files} />, "story");
  add("contact", t("check.contact"), <Contact contact={answers.contact} />, "contact");
  return <SummaryList rows={rows} />;
}

/** Each on its own line and in its own direction: what was typed may be in the other script. */
function Lines({ parts, none = "–" }: { parts: readonly (string | undefined)[]; none?: string }) {
  const shown = parts.filter((part) => part && part.trim() !== "");
  if (shown.length === 0) return none;
  return shown.map((part) => (
    <span key={part} className="block">
      <bdi>{part}</bdi>
    </span>
  ));
}

function Files({ files }: { files: readonly ChosenFile[] }) {
  const t = useTranslations("lodge");
  if (files.length === 0) return t("check.none");
  return (
    <ul className="grid max-w-xs grid-cols-3 gap-2">
      {files.map((file, index) => (
        <li key={file.sha256} className="overflow-hidden rounded-md border border-line">
          <FilePreview file={file} label={t("story.fileNumber", { number: index + 1 })} />
        </li>
      ))}
    </ul>
  );
}

function Contact({ contact }: { contact: LodgeAnswers["contact"] }) {
  const t = useTranslations("lodge");
  const { name, phone, email, channel } = contact;
  const given = [name, phone, email].map((part) => part.trim()).filter(Boolean);
  if (given.length === 0) return t("check.nobody");
  const how = channel || (phone.trim() ? "sms" : email.trim() ? "email" : "none");
  return (
    <>
      <Lines parts={given} />
      <span className="block text-ink-soft">{t(HOW[how as keyof typeof HOW] ?? HOW.none)}</span>
    </>
  );
}

const HOW = { sms: "contact.sms", email: "contact.byEmail", none: "contact.none" } as const;
