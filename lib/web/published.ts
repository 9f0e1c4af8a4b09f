type Words = { id: string; text: { en: string; ur: string } };
type Published = { stamp: string | null; notices: readonly Words[] };

// Next bundles pages apart, and the app's server is a bundle of its own: all of them show one and the same.
const globals = globalThis as { jawabPublished?: Published };

/** The notices that public pages of this process show just now. None in a build. */
export function publishedNotices(): readonly Words[] {
  return globals.jawabPublished?.notices ?? [];
}

/** Tells apart what the public pages have shown at different times; null while they are as they were built. */
export function publishedStamp(): string | null {
  return globals.jawabPublished?.stamp ?? null;
}

/** From now on public pages are made with this (lib/app-server/publish.ts). */
export function showPublished(published: Published): void {
  globals.jawabPublished = published;
}
