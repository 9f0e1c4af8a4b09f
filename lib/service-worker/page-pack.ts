/**
 * The offline pages of a build in one file. Each has the same frame in three copies (markup, payload, the page for wrong
 * addresses), so that together they compress to less than half, and they come whole or not at all.
 */
export type PagePack = {
  /** What all of them carry, as the portal would send it. */
  headers: Readonly<Record<string, string>>;
  pages: { path: string; etag: string; policy: string; html: string }[];
};

/** Where the pack lies: among the hashed files, which app and door serve for as long as they keep the build. */
export const PACK = /^\/_next\/static\/offline\/[0-9a-f]{16}\.json$/;

/** Each page as the portal would have answered, by its path. */
export function unpack({ headers, pages }: PagePack): Map<string, Response> {
  return new Map(
    pages.map(({ path, etag, policy, html }) => [
      path,
      new Response(html, {
        headers: { ...headers, "content-type": "text/html; charset=utf-8", etag, "content-security-policy": policy },
      }),
    ]),
  );
}
