// How an app or the whole portal is, asked over HTTP. Nothing here throws: what doesn't answer is null.
import { get } from "node:http";

/** Well formed, and nobody's: a look-up that passes the whole way and finds nothing. */
const NOBODYS_ID = "PCP-0000-0000-00004";

export function ask(origin, path, { timeoutMs = 5_000 } = {}) {
  if (!origin) return Promise.resolve(null);
  return new Promise((resolve) => {
    const request = get(new URL(path, origin), { agent: false, timeout: timeoutMs }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("error", () => resolve(null));
      answer.on("end", () => {
        const type = answer.headers["content-type"] ?? "";
        resolve({ status: answer.statusCode, type, body: Buffer.concat(chunks).toString("utf8") });
      });
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(null));
  });
}

/** `normal`, `read-only` where that was announced, else null: it can't be relied on. */
export async function modeOf(origin) {
  const answer = await ask(origin, "/readyz");
  if (answer?.status === 200) return "normal";
  try {
    const { mode, app } = JSON.parse(answer?.body ?? "{}");
    return mode === "read-only" && app?.ok ? "read-only" : null;
  } catch {
    return null;
  }
}

/** Whether an app serves a static page and looks complaints up. */
export async function answersWell(origin) {
  const [page, lookUp] = await Promise.all([ask(origin, "/"), ask(origin, `/api/v1/complaints/${NOBODYS_ID}`)]);
  const isPage = page?.status === 200 && page.type.startsWith("text/html");
  const isLookUp = lookUp !== null && [200, 404].includes(lookUp.status) && /json/.test(lookUp.type);
  return isPage && isLookUp;
}
