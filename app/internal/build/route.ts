import { listBuild } from "@/lib/app-server/build-files";
import { findReferenceVersion } from "@/lib/data/public-reference";
import { isFromDoor } from "@/lib/http/door-header";
import { publishedStamp } from "@/lib/web/published";

/**
 * What a door keeps of this build: its prerendered pages and its files (lib/door/kept-site.ts), and the services and
 * districts under their version, null while the database can't be read. `stamp` tells apart what the pages have shown since
 * they were built (lib/app-server/publish.ts).
 */
export async function GET(request: Request): Promise<Response> {
  if (!isFromDoor(request)) return new Response(null, { status: 404 });
  const reference = (await findReferenceVersion().catch(() => null)) || null;
  const { files, ...build } = listBuild();
  const data = reference ? ["/api/v1/reference.json", `/api/v1/reference.${reference}.json`] : [];
  return Response.json(
    { ...build, reference, stamp: publishedStamp(), files: [...files, ...data] },
    { headers: { "cache-control": "no-store" } },
  );
}
