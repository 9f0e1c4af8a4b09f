import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "./options";

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const response: Response = await NextAuth(request, context, authOptions());
  const [action] = (await context.params).nextauth;
  // Asking who is signed in would give the cookie a new term each time; the row alone says how long it counts.
  if (action === "session") response.headers.delete("set-cookie");
  return response;
}

export { handle as GET, handle as POST };
