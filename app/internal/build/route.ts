import { listBuild } from "@/lib/app-server/build-files";
import { isFromDoor } from "@/lib/http/door-header";

/** What a door keeps of this build: its prerendered pages and its files (lib/door/kept-site.ts). */
export function GET(request: Request): Response {
  if (!isFromDoor(request)) return new Response(null, { status: 404 });
  return Response.json(listBuild(), { headers: { "cache-control": "no-store" } });
}
