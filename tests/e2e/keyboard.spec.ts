import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { KEY_MAP, type KeyName } from "@/components/shell/key-map";
import { TEMPLATE_GAP } from "@/lib/domain/complaint/template";
import { expect, test } from "@/tests/support/e2e/fixtures";
import { aPhoto } from "@/tests/support/e2e/pictures";

const COMPLAINTS = 20;
/** More presses of Tab than any page of the desk has places to stop at. */
const MOST_TABS = 400;

/** From here on the page has no pointer: whatever comes from one is counted. */
async function withoutMouse(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    for (const kind of ["pointerdown", "mousedown", "touchstart"] as const)
      window.addEventListener(kind, () => sessionStorage.setItem("pointer", "used"), { capture: true });
  });
  await page.reload();
  await page.evaluate(() => sessionStorage.removeItem("pointer"));
  return () => page.evaluate(() => (sessionStorage.getItem("pointer") === "used" ? 1 : 0));
}

function hands(page: Page) {
  const active = (what: "name" | "href") =>
    page.evaluate((attribute) => document.activeElement?.getAttribute(attribute)?.split("?")[0] ?? "", what);

  return {
    async key(name: KeyName): Promise<void> {
      await expect(page.locator(`html[data-keys~=${name}]`)).toHaveCount(1); // a page that has only just come takes none
      for (const key of KEY_MAP[name].keys) await page.keyboard.press(key);
    },
    /** On with Tab, or back with it, until the focus stands where `attribute` has that value. */
    async reach(attribute: "name" | "href", value: string, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
      for (let presses = 0; presses < MOST_TABS; presses += 1) {
        if ((await active(attribute)) === value) return;
        await page.keyboard.press(key);
      }
      throw new Error(`No ${attribute} ${value} within ${MOST_TABS} presses of ${key}`);
    },
    standsOn: active,
    /** Types over each place that a template leaves open, in the field that one is in; its words run from left to right. */
    async fillGaps(words: string): Promise<void> {
      const field = page.locator("textarea:focus");
      for (;;) {
        const from = (await field.inputValue()).indexOf(TEMPLATE_GAP);
        if (from < 0) return;
        await page.keyboard.press("Control+Home");
        for (let step = 0; step < from; step += 1) await page.keyboard.press("ArrowRight");
        for (const _ of TEMPLATE_GAP) await page.keyboard.press("Shift+ArrowRight");
        await page.keyboard.type(words);
      }
    },
  };
}

test("an officer clears 20 complaints by keyboard alone", async ({ givenComplaint, signInAs, t }) => {
  test.setTimeout(600_000);
  // Its first letters are its own, for a search finds words that begin alike.
  const street = `${randomBytes(4).toString("hex")}street`;
  for (let index = 0; index < COMPLAINTS; index += 1) {
    // Most want a number, which is typed; one wants a photo, which the system's own window hands over.
    const serviceCode = index === COMPLAINTS - 1 ? "WAT-NOWT" : "WAT-BILL";
    const text = "The bill of this month is three times as high as ever.";
    await givenComplaint({
      serviceCode,
      text,
      language: "en",
      location: { landmark: `House ${index + 1}, ${street}` },
    });
  }
  const { page } = await signInAs("officer");
  const pointerUses = await withoutMouse(page);
  const { key, reach, standsOn, fillGaps } = hands(page);
  const done = (action: string) =>
    expect(page.getByText(t("desk.case.done", { what: t(`domain.actions.${action}`) }))).toBeVisible();

  // The list of this street, which each case leads back to; what is solved stays in it, with a word of its own.
  await key("search");
  await page.keyboard.type(street);
  await page.keyboard.press("Enter");
  const rows = page.locator("tr[data-row]");
  const solved = t("domain.states.RESOLVED.name");

  for (let left = COMPLAINTS; left > 0; left -= 1) {
    await test.step(`${left} left`, async () => {
      await expect(rows.filter({ hasNotText: solved })).toHaveCount(left);
      do await key("next");
      while ((await page.locator("tr[data-row]:focus-within").textContent())?.includes(solved));
      await key("open");
      await expect(page.getByRole("heading", { name: t("desk.case.actions.title") })).toBeVisible();

      await key("claim");
      await page.keyboard.press("Enter");
      await done("CLAIM");

      await key("start");
      await expect.poll(() => standsOn("name")).toBe("publicText");
      await page.keyboard.type("We check the meter on Thursday and tell you here.");
      await page.keyboard.press("Control+Enter");
      await done("START");

      await key("resolve");
      await expect.poll(() => standsOn("name")).toBe("outcome");
      await page.keyboard.press("ArrowDown");
      await reach("name", "template", "Shift+Tab");
      await page.keyboard.press("ArrowDown");
      await reach("name", "publicText");
      await expect(page.locator("textarea:focus"), "the template's words").not.toHaveValue("");
      await fillGaps("Thursday");
      const wantsPhoto = (await page.locator("form:has(textarea:focus) input[name=evidence]").count()) > 0;
      if (wantsPhoto && !(await page.locator("form:has(textarea:focus) input[name=reference]").count())) {
        await reach("name", "evidence");
        await page.locator("input[type=file]:focus").setInputFiles(await aPhoto());
      } else {
        await reach("name", "reference");
        await page.keyboard.type("WASA/2026/118");
      }
      await page.keyboard.press("Control+Enter");
      await done("RESOLVE");
      expect(await pointerUses(), "a pointer was used").toBe(0);
      await key("back");
      await page.waitForURL((url) => url.pathname.endsWith("/desk"));
    });
  }
  await expect(rows.filter({ hasText: solved })).toHaveCount(COMPLAINTS);
  expect(new URL(page.url()).searchParams.get("q")).toBe(street);

  // The count of pointers can fail.
  await page.mouse.click(5, 5);
  expect(await pointerUses()).toBe(1);
});
