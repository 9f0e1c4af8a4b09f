import type { AppAnswer, AppClient } from "@/lib/door/app-client";

export type Asked = { method: string; path: string; headers: Record<string, unknown>; body: Buffer };
type Said = { status: number; body?: object; headers?: Record<string, string> };

/** What stands beyond the door's wall, answering as a test wants it; `null`: it doesn't answer. */
export function scriptedApp(answer: (asked: Asked) => Said | null | Promise<Said | null>) {
  const asked: Asked[] = [];
  const client: Pick<AppClient, "ask"> = {
    async ask(method, path, { headers = {}, body = Buffer.alloc(0) } = {}): Promise<AppAnswer> {
      const one = { method, path, headers, body };
      asked.push(one);
      const said = await answer(one);
      if (!said) throw new Error("The app kept silent");
      return { status: said.status, headers: said.headers ?? {}, body: Buffer.from(JSON.stringify(said.body ?? {})) };
    },
  };
  return { client, asked };
}

/** What an app that takes everything says to a PUT of the spool. */
export function accept({ path, body }: Asked, contentHash: (body: Record<string, unknown>) => string): Said {
  const sha256 = /attachments\/([0-9a-f]{64})$/.exec(path)?.[1];
  if (sha256) return { status: 201, body: { ok: true, sha256 } };
  if (path === "/internal/refused") return { status: 200, body: { ok: true } };
  return { status: 201, body: { ok: true, contentHash: contentHash(JSON.parse(body.toString("utf8"))) } };
}
