import { revalidatePath } from "next/cache";
import { listBuild } from "@/lib/app-server/build-files";
import { isFromDoor } from "@/lib/http/door-header";

/** The app's own server asks (lib/app-server/publish.ts): from now on the prerendered pages are made anew. */
export async function PUT(request: Request): Promise<Response> {
  if (!isFromDoor(request)) return new Response(null, { status: 404 });
  for (const path of listBuild().pages)
    revalidatePath(path.startsWith("/ur") ? path : `/en${path === "/" ? "" : path}`);
  return Response.json({ ok: true }, { headers: { "cache-control": "no-store" } });
}
