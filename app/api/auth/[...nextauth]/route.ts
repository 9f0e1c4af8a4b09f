import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { problem } from "@/lib/http/problem";
import { apiHandler } from "@/lib/web/api-handler";
import { authOptions } from "./options";

type Params = { nextauth: string[] };

/** Not `_log`, by which anybody could write into our log, nor the pages that next-auth draws itself. */
const TAKEN = new Set(["callback", "csrf", "error", "providers", "session", "signin", "signout"]);

const handle = apiHandler<Params>("/api/auth/*", async ({ request, params, locale }) => {
  const [action = ""] = params.nextauth;
  if (!TAKEN.has(action)) return problem("not-found", locale);
  const context = { params: Promise.resolve(params) };
  const response: Response = await NextAuth(request as NextRequest, context, authOptions());
  // Asking who is signed in would give the cookie a new term each time; the row alone says how long it counts.
  if (action === "session") response.headers.delete("set-cookie");
  return response;
});

export { handle as GET, handle as POST };
