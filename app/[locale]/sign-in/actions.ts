"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { findClosure } from "@/lib/data/health";
import { findPersonBySession } from "@/lib/data/sessions";
import { isStaffRole } from "@/lib/domain/complaint/actor";
import { SESSION_COOKIE } from "@/lib/http/cookie-names";
import { SignInSchema } from "@/lib/schemas/sign-in";
import { signOut } from "@/lib/use-cases/sign-out";
import { sayNoSignIn } from "@/lib/web/closed-words";
import { isLocale } from "@/lib/web/i18n/locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { parseNext } from "@/lib/web/safe-next";
import { COOKIE_OPTIONS, decodeSession, encodePass, encodeSession, PASS_SECONDS } from "@/lib/web/session-token";
import { attemptSignIn, type SignInRefusal } from "./attempt";
import type { SignInState } from "./state";

/** Open to everybody, by its nature. The password is never given back. */
export async function submitSignIn(bound: Locale, previous: SignInState, form: FormData): Promise<SignInState> {
  const locale = isLocale(bound) ? bound : "en";
  const t = await getTranslations({ locale, namespace: "signIn.refused" });
  const attempt = (Number(previous?.attempt) || 0) + 1;
  const email = String(form.get("email") ?? "").slice(0, 254);
  const input = SignInSchema.safeParse({ email, password: form.get("password") });
  if (!input.success) {
    const fields = new Set(input.error.issues.map(({ path }) => path[0]));
    const problems = (["email", "password"] as const).filter((field) => fields.has(field));
    return {
      attempt,
      email,
      problems: problems.map((field) => ({ fieldId: field, message: t(`required-${field}`) })),
    };
  }

  const say = (error: SignInRefusal): string => {
    if (error.code === "closed") return sayNoSignIn(findClosure(), locale);
    return error.code === "limited" ? t("limited", { minutes: Math.ceil(error.seconds / 60) }) : t("wrong");
  };
  const outcome = await attemptSignIn(input.data, (await headers()).get("x-forwarded-for") ?? "");
  if (!outcome.ok) {
    const { error } = outcome;
    return { attempt, email, problems: [{ fieldId: "email", message: say(error) }] };
  }

  const jar = await cookies();
  const before = await decodeSession(jar.get(SESSION_COOKIE)?.value);
  if (before) await signOut(before);
  const { sessionId } = outcome.value;
  if (sessionId === null) {
    jar.set(SESSION_COOKIE, await encodePass(outcome.value.passFor), { ...COOKIE_OPTIONS, maxAge: PASS_SECONDS });
    redirect(paths.admin(locale));
  }
  jar.set(SESSION_COOKIE, await encodeSession(sessionId), COOKIE_OPTIONS);
  const person = await findPersonBySession(sessionId, new Date());
  // A citizen's account has no desk to go to.
  if (!isStaffRole(person?.role ?? "")) redirect(paths.my(locale));
  redirect(parseNext(form.get("next")) ?? paths.desk(locale));
}
