import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { attemptSignIn } from "@/app/[locale]/sign-in/attempt";
import { findPersonBySession } from "@/lib/data/sessions";
import { SESSION_COOKIE } from "@/lib/http/cookie-names";
import { SignInSchema } from "@/lib/schemas/sign-in";
import { signOut } from "@/lib/use-cases/sign-out";
import { COOKIE_OPTIONS, decodeSession, encodeSession, SESSION_SECONDS, sessionSecret } from "@/lib/web/session-token";

/** next-auth, told to believe the session's row and nothing else. A function: the secret is read at run time, not at build. */
export function authOptions(): NextAuthOptions {
  return {
    secret: sessionSecret(),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    useSecureCookies: COOKIE_OPTIONS.secure,
    cookies: { sessionToken: { name: SESSION_COOKIE, options: COOKIE_OPTIONS } },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    logger: { error: logUnlessEnded, warn: () => {}, debug: () => {} },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(credentials, request) {
          const input = SignInSchema.safeParse(credentials);
          if (!input.success) return null;
          const outcome = await attemptSignIn(input.data, String(request.headers?.["x-forwarded-for"] ?? ""));
          // A pass is given by our own form alone.
          return outcome.ok && outcome.value.sessionId ? { id: outcome.value.sessionId } : null;
        },
      }),
    ],
    jwt: {
      async decode({ token }) {
        const sid = await decodeSession(token);
        const person = sid && (await findPersonBySession(sid, new Date()));
        return person ? { sid, name: person.nameEn } : null;
      },
      encode: ({ token }) => encodeSession(String(token?.sid)),
    },
    callbacks: { jwt: ({ token, user }) => (user ? { sid: user.id } : token) },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await signOut(token.sid);
      },
    },
  };
}

/** A session that has ended is no error of ours, though next-auth reports one. */
function logUnlessEnded(code: string): void {
  if (code !== "JWT_SESSION_ERROR") console.error("next-auth:", code);
}
