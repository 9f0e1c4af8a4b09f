import { isDiskFull } from "@/lib/channels/file-store";
import { isUnwritable } from "@/lib/data/unavailable";
import { languageOf } from "@/lib/http/api-language";
import { logSurprise } from "@/lib/http/log-surprise";
import { problem } from "@/lib/http/problem";
import { refuseClosed } from "./closed";
import type { Locale } from "./i18n/routing";

export type ApiCall<P> = { request: Request; params: P; locale: Locale };
type Context<P> = { params: Promise<P> };

/**
 * A route handler that never lets a surprise out: it becomes a 500 without internals (507 on a full disk, 503 while nothing can be
 * changed) and a line in the log without anything that a citizen sent. `name` stands for the route there.
 */
export function apiHandler<P = Record<never, never>>(name: string, answer: (call: ApiCall<P>) => Promise<Response>) {
  return async (request: Request, context: Context<P>): Promise<Response> => {
    const locale = languageOf(request);
    try {
      return await answer({ request, params: await context.params, locale });
    } catch (error) {
      if (isUnwritable(error)) return refuseClosed(locale);
      if (isDiskFull(error)) {
        console.error(`No space left for ${request.method} ${name}`);
        return problem("no-space", locale);
      }
      logSurprise(`${request.method} ${name}`, error);
      return problem("unexpected", locale);
    }
  };
}

/** For the methods that a route doesn't take, and for OPTIONS, which asks for them; `allow` names those that it does. */
export function otherMethods(allow: string) {
  return async (request: Request): Promise<Response> =>
    request.method === "OPTIONS"
      ? new Response(null, { status: 204, headers: { allow } })
      : problem("method-not-allowed", languageOf(request), { headers: { allow } });
}
