import { useTranslations } from "next-intl";
import type { ChosenFile } from "@/lib/offline/database";
import { LIMITS } from "@/lib/schemas/lodgement";
import type { Bind } from "./bind";
import { FilePicker } from "./file-picker";
import { CircumstanceQuestions, NotForUs, TextQuestion } from "./questions";

type Props = {
  bind: Bind;
  text: string;
  wantsPhoto: boolean;
  files: readonly ChosenFile[];
  onFiles: (change: (files: ChosenFile[]) => ChosenFile[]) => void;
};

export function StoryStep({ bind, text, wantsPhoto, files, onFiles }: Props) {
  return (
    <div className="grid gap-6">
      <NotForUs />
      <TextQuestion bind={bind}>
        <Counter text={text} />
      </TextQuestion>
      <FilePicker files={files} wantsPhoto={wantsPhoto} onFiles={onFiles} />
      <CircumstanceQuestions bind={bind} />
    </div>
  );
}

function Counter({ text }: { text: string }) {
  const t = useTranslations("lodge.story");
  const length = Array.from(text.trim()).length;
  const left = LIMITS.textMax - length;
  const words =
    length < LIMITS.textMin
      ? t("more", { count: LIMITS.textMin - length })
      : left < 0
        ? t("over", { count: -left })
        : t("left", { count: left });
  return <p className={`text-sm ${left < 0 ? "font-semibold text-danger" : "text-ink-soft"}`}>{words}</p>;
}
