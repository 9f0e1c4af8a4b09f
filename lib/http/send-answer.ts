import type { ServerResponse } from "node:http";
import { NO_PAGE_POLICY } from "./content-policy";
import { setSecurityHeaders } from "./security-headers";

/**
 * Sends an answer of our own, with the headers that every answer carries. A HEAD hears all but the body. The whole answer
 * goes out at once, and the connection may close after `readOn`.
 */
export async function sendAnswer(
  response: ServerResponse,
  answer: Response,
  headOnly = false,
  readOn?: Promise<void>,
): Promise<void> {
  setSecurityHeaders(response);
  if (!answer.headers.has("content-security-policy")) {
    response.setHeader("content-security-policy", NO_PAGE_POLICY);
  }
  for (const [name, value] of answer.headers) {
    if (name !== "set-cookie") response.setHeader(name, value);
  }
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
  const body = answer.body ? Buffer.from(await answer.arrayBuffer()) : null;
  if (body) response.setHeader("content-length", body.length);
  response.writeHead(answer.status);
  if (body && !headOnly) response.write(body);
  await readOn;
  response.end();
}
