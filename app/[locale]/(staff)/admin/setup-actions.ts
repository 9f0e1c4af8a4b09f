"use server";

import { notFound, redirect } from "next/navigation";
import type { SetupNews, SetupState } from "@/components/setup/setup-form";
import { isUnwritable } from "@/lib/data/unavailable";
import { fillTemplate } from "@/lib/domain/complaint/template";
import { isSetupSection, type SetupSection } from "@/lib/schemas/setup";
import { endSessions } from "@/lib/use-cases/set-up/end-sessions";
import { makePassword } from "@/lib/use-cases/set-up/make-password";
import { putBack } from "@/lib/use-cases/set-up/put-back";
import { removeItem } from "@/lib/use-cases/set-up/remove-item";
import { type SaveRefusal, saveItem } from "@/lib/use-cases/set-up/save-item";
import { isLocale } from "@/lib/web/i18n/locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { findSignedIn } from "@/lib/web/session";
import { type SetupWords, sayForeseen, setupWords } from "./setup-words";
import { SAMPLE } from "./template-sample";

type Bound = { locale: Locale; section: SetupSection; id: string | null };

/** Saves one thing of the set-up, or shows what would follow, or how its words will be read. */
export async function submitItem(bound: Bound, previous: SetupState, form: FormData): Promise<SetupState> {
  const { person, byPass } = await requireSetter();
  const { locale, section, id } = safe(bound);
  const words = await setupWords(locale);
  const values = valuesOf(form);
  const state = stateOf(previous, values);
  if (byPass) return closedState(state, words);
  if (form.get("step") === "preview") return { ...state, news: previewOf(values, words) };
  let saved: Awaited<ReturnType<typeof saveItem>>;
  let news: SetupNews[] = [];
  try {
    saved = await saveItem({
      section,
      id,
      form: values,
      expected: state.expected,
      seen: textOf(form, "seen"),
      actorId: person.id,
      now: new Date(),
    });
    if (saved.ok && section === "officers" && saved.value.created) {
      const made = await makePassword({ userId: saved.value.id, actorId: person.id, now: new Date() });
      if (made.ok) news = [passwordNews(words, made.value)];
    }
  } catch (error) {
    if (isUnwritable(error)) return closedState(state, words);
    throw error;
  }
  if (!saved.ok) return refused(state, saved.error, words, locale);
  // Shown in this answer alone: an address or a cookie would keep it.
  if (news.length > 0) return { ...state, values: {}, news };
  redirect(`${paths.setupItem(locale, section, saved.value.id)}?done=saved`);
}

export async function submitRemoval(bound: Bound, previous: SetupState, form: FormData): Promise<SetupState> {
  const { person, byPass } = await requireSetter();
  const { locale, section, id } = safe(bound);
  const words = await setupWords(locale);
  const state = stateOf(previous, {}, form);
  if (byPass) return closedState(state, words);
  const request = { section, id: id ?? "", expected: state.expected, seen: textOf(form, "seen") };
  try {
    const removed = await removeItem({ ...request, actorId: person.id, now: new Date() });
    if (!removed.ok) return refused(state, removed.error, words, locale);
  } catch (error) {
    if (isUnwritable(error)) return closedState(state, words);
    throw error;
  }
  redirect(`${paths.setup(locale, section)}?done=removed`);
}

export async function submitPutBack(
  bound: { locale: Locale; entryId: string },
  previous: SetupState,
  form: FormData,
): Promise<SetupState> {
  const { person, byPass, actor } = await requireSetter();
  if (actor?.role !== "admin") notFound();
  const locale = isLocale(bound.locale) ? bound.locale : "en";
  const words = await setupWords(locale);
  const state = stateOf(previous, {}, form);
  if (byPass) return closedState(state, words);
  const request = { entryId: String(bound.entryId), seen: textOf(form, "seen") };
  try {
    const done = await putBack({ ...request, actorId: person.id, now: new Date() });
    if (!done.ok) return refused(state, done.error, words, locale);
  } catch (error) {
    if (isUnwritable(error)) return closedState(state, words);
    throw error;
  }
  redirect(`${paths.setup(locale, "changes")}?done=put-back`);
}

export async function submitPassword(
  bound: { locale: Locale; userId: string },
  previous: SetupState,
  _form: FormData,
): Promise<SetupState> {
  const { person, byPass } = await requireSetter();
  const words = await setupWords(isLocale(bound.locale) ? bound.locale : "en");
  const state = stateOf(previous, {});
  if (byPass) return closedState(state, words);
  try {
    const made = await makePassword({ userId: String(bound.userId), actorId: person.id, now: new Date() });
    return made.ok
      ? { ...state, news: [passwordNews(words, made.value)] }
      : { ...state, news: [{ tone: "warning", title: words.say(`refused.${made.error}`), lines: [] }] };
  } catch (error) {
    if (isUnwritable(error)) return closedState(state, words);
    throw error;
  }
}

export async function submitEndSessions(bound: {
  locale: Locale;
  userId: string;
  handle: string | null;
}): Promise<void> {
  const { person, byPass, sessionId, actor } = await requireSetter();
  if (actor?.role !== "admin") notFound();
  const back = paths.setup(isLocale(bound.locale) ? bound.locale : "en", "sessions");
  let done = "closed";
  try {
    if (!byPass) {
      const { userId, handle } = bound;
      const ended = await endSessions({
        userId: String(userId),
        handle: handle === null ? null : String(handle),
        ownSessionId: sessionId,
        actorId: person.id,
        now: new Date(),
      });
      done = ended.ok ? "ended" : ended.error;
    }
  } catch (error) {
    if (!isUnwritable(error)) throw error;
  }
  redirect(`${back}?done=${done}`);
}

/** Which of them may do what, the use-cases decide, in the transaction of the change itself. */
async function requireSetter() {
  const signedIn = await findSignedIn();
  if (signedIn?.actor?.role !== "admin" && signedIn?.actor?.role !== "supervisor") notFound();
  return signedIn;
}

function safe({ locale, section, id }: Bound): Bound {
  if (!isSetupSection(String(section))) notFound();
  return { locale: isLocale(locale) ? locale : "en", section, id: id === null ? null : String(id) };
}

function textOf(form: FormData, name: string): string {
  return String(form.get(name) ?? "").slice(0, 200);
}

function valuesOf(form: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of new Set(form.keys())) {
    if (/^[a-zA-Z]{2,30}$/.test(name)) values[name] = form.getAll(name).map(String).join(",").slice(0, 10_000);
  }
  return values;
}

function stateOf(previous: SetupState, values: Record<string, string>, form?: FormData): SetupState {
  return {
    attempt: (Number(previous?.attempt) || 0) + 1,
    values,
    problems: [],
    news: [],
    expected: values.expected ?? (form ? textOf(form, "expected") : ""),
    seen: "",
  };
}

function closedState(state: SetupState, { say }: SetupWords): SetupState {
  return { ...state, news: [{ tone: "warning", title: say("refused.closed"), lines: [] }] };
}

function refused(state: SetupState, refusal: SaveRefusal, words: SetupWords, locale: Locale): SetupState {
  const { say, has } = words;
  switch (refusal.code) {
    case "fields": {
      const problems = refusal.problems.map(({ field, code, values }) => {
        const message = has(`problems.${code}`) ? say(`problems.${code}`, values) : code;
        // In the list above the form several alike would not tell which field is meant.
        return { fieldId: field || "form", message: field ? `${words.label("all", field)}: ${message}` : message };
      });
      return { ...state, problems };
    }
    case "foreseen":
      return { ...state, seen: refusal.seen, news: sayForeseen(words, refusal.foreseen, locale) };
    case "changed": {
      const differ = Object.keys(refusal.now).filter(
        (name) =>
          state.values[name] !== undefined && (state.values[name] ?? "").replace(/\r/g, "") !== refusal.now[name],
      );
      const lines = differ.map((name) =>
        say("changedTo", { field: words.label("all", name), now: refusal.now[name] || "–" }),
      );
      // Pressed once more it is saved over the other one's, which has been seen now.
      return { ...state, expected: refusal.hash, news: [{ tone: "warning", title: say("refused.changed"), lines }] };
    }
    default:
      return { ...state, news: [{ tone: "warning", title: say(`refused.${refusal.code}`), lines: [] }] };
  }
}

function passwordNews({ say }: SetupWords, { email, password }: { email: string; password: string }): SetupNews {
  return { tone: "success", title: say("password.made", { email }), lines: [say("password.once")], code: password };
}

function previewOf({ bodyEn, bodyUr, textEn, textUr }: Record<string, string>, { say }: SetupWords): SetupNews[] {
  const shown = (lang: "en" | "ur", body: string): SetupNews => ({
    tone: "info",
    title: say(`preview.${lang}`),
    lines: [fillTemplate(body, SAMPLE[lang])],
    lang,
  });
  return [shown("en", bodyEn ?? textEn ?? ""), shown("ur", bodyUr ?? textUr ?? "")];
}
