import { ok, type Result } from "@/lib/domain/result";
import { type LodgeAnswers, readAnswers } from "@/lib/schemas/lodge-answers";
import { type InspectedFile, inspectFiles } from "@/lib/use-cases/inspect-files";
import { isLocale } from "@/lib/web/i18n/locale";
import type { Locale } from "@/lib/web/i18n/routing";

export type LodgeForm = {
  answers: LodgeAnswers;
  language: Locale;
  files: Result<InspectedFile[], "too-many-files" | "too-large" | "type-not-taken">;
  hadFiles: boolean;
};

/** Reads the lodging form as a browser posts it, with script or without. An empty file field is no file. */
export async function readLodgeForm(form: FormData): Promise<LodgeForm> {
  const chosen = form
    .getAll("attachments")
    .filter((entry): entry is File => typeof entry !== "string" && entry.size > 0);
  const language = form.get("language");
  const contents = await Promise.all(chosen.map(async (file) => Buffer.from(await file.arrayBuffer())));
  return {
    answers: readAnswers(form),
    language: typeof language === "string" && isLocale(language) ? language : "en",
    files: contents.length > 0 ? await inspectFiles(contents) : ok([]),
    hadFiles: chosen.length > 0,
  };
}
