import type { Page } from "@playwright/test";

/**
 * Opens the phone's database as version 1 did, with its tables and its way to give way, and leaves the connection open in
 * that page, as a tab of the old build would.
 */
export async function openVersion1(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const open = indexedDB.open("jawab", 1);
    open.onupgradeneeded = () => {
      open.result.createObjectStore("drafts");
      open.result.createObjectStore("complaints", { keyPath: "trackingId" }).createIndex("savedAt", "savedAt");
    };
    await new Promise((resolve, reject) => {
      open.onsuccess = resolve;
      open.onerror = reject;
    });
    open.result.onversionchange = () => open.result.close();
    (globalThis as unknown as { old: IDBDatabase }).old = open.result;
  });
}

/** As version 1 wrote it, kept here as it was: one complaint with a photo for each ID, a draft with another; bytes inside the records. */
export async function fillVersion1(
  page: Page,
  ids: readonly { trackingId: string; delivery: string }[],
): Promise<void> {
  await page.evaluate(async (all) => {
    const { old } = globalThis as unknown as { old: IDBDatabase };
    const photo = (byte: number) => ({
      sha256: String(byte).repeat(64),
      ...{ type: "image/jpeg", bytes: 1_000, role: "photo", name: "photo.jpg" },
      content: new Uint8Array(1_000).fill(byte).buffer,
      delivery: "waiting",
    });
    const write = old.transaction(["drafts", "complaints"], "readwrite");
    all.forEach(({ trackingId, delivery }, at) => {
      write.objectStore("complaints").put({
        ...{ trackingId, delivery, claimKey: "k".repeat(43), contentHash: "c".repeat(64) },
        body: { kind: "complaint", serviceCode: "WAT-SEWR", text: "An old complaint" },
        answers: { text: "An old complaint" },
        files: [photo(at)],
        savedAt: `2026-11-2${at}T10:00:00.000Z`,
        ...{ receivedAt: null, state: null, dueAt: null },
      });
    });
    const answers = { serviceCode: "WAT-SEWR", text: "An old draft", contact: { name: "Shazia" } };
    const draft = { step: "a-step-of-old", answers, files: [photo(9)], changedAt: "2026-11-24T10:00:00.000Z" };
    write.objectStore("drafts").put(draft, "lodge");
    await new Promise((resolve) => {
      write.oncomplete = resolve;
    });
  }, ids);
}

/** Writes the phone of today (in-page.ts) back to what version 1 would have kept of the same complaints. */
export async function turnIntoVersion1(page: Page): Promise<void> {
  const records = await page.evaluate(async () => {
    const all = await phone.list();
    const kept = globalThis as unknown as { records: unknown[] };
    kept.records = await Promise.all(
      all.map(async ({ queue: _, refusal: __, seenAt: ___, checkedAt: ____, ...rest }) => {
        const bytes = await phone.contentsOf(rest.trackingId);
        const files = rest.files.map(({ refusal: _____, ...file }) => ({
          ...file,
          content: bytes[file.sha256] ?? null,
        }));
        return { ...rest, delivery: "waiting", files };
      }),
    );
    await phone.close();
    await new Promise((resolve, reject) => {
      const gone = indexedDB.deleteDatabase("jawab");
      gone.onsuccess = resolve;
      gone.onerror = reject;
    });
    return all.length;
  });
  await openVersion1(page);
  await page.evaluate(async () => {
    const { old, records: kept } = globalThis as unknown as { old: IDBDatabase; records: unknown[] };
    const write = old.transaction("complaints", "readwrite");
    for (const one of kept) write.objectStore("complaints").put(one);
    await new Promise((resolve, reject) => {
      write.oncomplete = resolve;
      write.onabort = reject;
    });
  });
  if (records === 0) throw new Error("There was nothing on the phone");
}
