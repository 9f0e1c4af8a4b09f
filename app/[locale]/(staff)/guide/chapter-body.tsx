import { useTranslations } from "next-intl";
import type { StaffRole } from "@/lib/domain/complaint/actor";
import type { Chapter } from "./chapters";
import { ClockTerms } from "./clock-terms";
import { KeyTables } from "./key-tables";
import { LifePicture } from "./life-picture";
import { MayTable } from "./may-table";
import { PublicWords } from "./public-words";

type Props = { chapter: Chapter; role: StaffRole; level?: number | null };

export function ChapterBody({ chapter, role, level }: Props) {
  switch (chapter) {
    case "desk":
      return <YourDesk role={role} level={level} />;
    case "life":
      return <LifePicture />;
    case "clocks":
      return <ClockTerms />;
    case "may":
      return <MayTable role={role} />;
    case "citizens":
      return <Sentences chapter="citizens" keys={["public", "owner", "staff", "power"]} />;
    case "protect":
      return (
        <Sentences
          chapter="protect"
          keys={["accused", "second", "evidence", "handover", "dispute", "pressure", "sensitive"]}
        />
      );
    case "words":
      return <PublicWords />;
    case "readonly":
      return <Sentences chapter="readonly" keys={["you", "citizens", "time", "dont"]} />;
    case "keyboard":
      return <KeyTables />;
  }
}

function YourDesk({ role, level }: Pick<Props, "role" | "level">) {
  const t = useTranslations("guide");
  const kind = role === "supervisor" && (level ?? 1) > 1 ? "high" : role;
  const elsewhere = role === "helpline" || role === "callback" || role === "admin" ? role : null;
  return (
    <>
      <p>{t(`firstDay.${kind}.here`)}</p>
      <p>{t(`firstDay.${kind}.from`)}</p>
      {elsewhere && <p>{t(`chapters.desk.${elsewhere}`)}</p>}
      {!elsewhere && (
        <>
          <p>{t("chapters.desk.order")}</p>
          <p>{t("chapters.desk.filters")}</p>
          {role !== "auditor" && <p>{t("chapters.desk.habit")}</p>}
        </>
      )}
    </>
  );
}

type Plain =
  | { chapter: "citizens"; keys: readonly ("public" | "owner" | "staff" | "power")[] }
  | {
      chapter: "protect";
      keys: readonly ("accused" | "second" | "evidence" | "handover" | "dispute" | "pressure" | "sensitive")[];
    }
  | { chapter: "readonly"; keys: readonly ("you" | "citizens" | "time" | "dont")[] };

/** A sentence that says what it is about, and a list of what holds. */
function Sentences(plain: Plain) {
  const t = useTranslations("guide.chapters");
  const said =
    plain.chapter === "citizens"
      ? plain.keys.map((key) => t(`citizens.${key}`))
      : plain.chapter === "protect"
        ? plain.keys.map((key) => t(`protect.${key}`))
        : plain.keys.map((key) => t(`readonly.${key}`));
  return (
    <>
      <p>{t(`${plain.chapter}.lead`)}</p>
      <ul className="grid list-disc gap-3 ps-5">
        {said.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
