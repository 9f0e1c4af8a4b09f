import { openPhone } from "./database";

const ASKED = "persist-asked";

/**
 * Asks the browser, once ever, not to throw this phone's complaints away when its disk fills up. Only after the first one is
 * kept: before, nobody could know what the question is about. Whatever the answer, nobody is bothered with it.
 */
export async function askToPersist(): Promise<void> {
  try {
    const phone = await openPhone();
    if (!navigator.storage?.persist || (await phone.get("meta", ASKED))) return;
    await phone.put("meta", { until: 0 }, ASKED);
    await navigator.storage.persist();
  } catch {
    // It goes on without.
  }
}
