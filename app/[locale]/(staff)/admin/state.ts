import type { FieldProblem } from "@/components/ui/error-summary";
import type { AnnouncementField } from "@/lib/schemas/mode-form";

/** What citizens will read, in one language. */
export type Preview = { locale: "en" | "ur"; title: string; lines: string[]; help: string };
/** What came of the last press: nothing typed is lost. `previews` empty: not shown yet, or something is to be mended. */
export type ModeState = {
  attempt: number;
  values: Record<AnnouncementField, string>;
  problems: readonly FieldProblem[];
  previews: readonly Preview[];
};
