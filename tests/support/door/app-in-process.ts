import { PUT as putFile } from "@/app/api/v1/complaints/[trackingId]/attachments/[sha256]/route";
import { PUT as putComplaint } from "@/app/api/v1/complaints/[trackingId]/route";
import { PUT as putRefused } from "@/app/internal/refused/route";
import { GET as getFeed } from "@/app/internal/status-feed/route";
import type { AppClient } from "@/lib/door/app-client";

/** The app's own handlers without a network, as a door with the right secret reaches them. */
export const appInProcess: Pick<AppClient, "ask"> = {
  async ask(method, path, { headers = {}, body } = {}) {
    const request = new Request(`http://app.test${path}`, {
      method,
      headers: { ...(headers as Record<string, string>), "x-jawab-door": "proven" },
      ...(body && { body: new Uint8Array(body) }),
    });
    const answer = await dispatch(path.split("?", 1)[0] ?? "", request);
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    };
  },
};

async function dispatch(path: string, request: Request): Promise<Response> {
  if (path === "/internal/status-feed") return getFeed(request, { params: Promise.resolve({}) });
  if (path === "/internal/refused") return putRefused(request, { params: Promise.resolve({}) });
  const [, trackingId = "", sha256] = /^\/api\/v1\/complaints\/([^/]+)(?:\/attachments\/([^/]+))?$/.exec(path) ?? [];
  if (sha256) return putFile(request, { params: Promise.resolve({ trackingId, sha256 }) });
  return putComplaint(request, { params: Promise.resolve({ trackingId }) });
}
