import { expect, type Locator, type Page } from "@playwright/test";
import type { Upload } from "./pictures";
import type { Words } from "./words";

/** What goes into an action's form: by field, the words to type or the choice to take; files under `evidence`. */
type Answers = { evidence?: Upload } & Record<string, string | Upload | undefined>;

/** A member of staff at work: their browser, and what they do in it. */
export function atDesk(page: Page, t: Words, here: { desk: string; deskCase: (trackingId: string) => string }) {
  const title = (action: string) => t(`desk.act.${action}.title`);

  /** The folded form of one action. */
  function form(action: string): Locator {
    return page.locator("details").filter({ has: page.locator("summary").getByText(title(action), { exact: true }) });
  }

  function labelOf(action: string, field: string): string {
    const own = `desk.labels.${action}_${field}`;
    return t.has(own) ? t(own) : t(`desk.labels.${field}`);
  }

  async function answer(action: string, field: string, given: string | Upload): Promise<void> {
    if (typeof given !== "string") return form(action).getByLabel(labelOf(action, field)).setInputFiles(given);
    const radio = form(action).getByRole("radio", { name: given });
    if (await radio.count()) return radio.check();
    const control = form(action).getByLabel(labelOf(action, field));
    const isSelect = await control.evaluate((element) => element.tagName === "SELECT");
    if (isSelect) await control.selectOption({ label: given });
    else await control.fill(given);
  }

  return {
    page,
    /** The part of a case's page that holds what may be done. */
    actions: page.getByRole("region", { name: t("desk.case.actions.title") }),
    form,
    async open(trackingId: string): Promise<void> {
      expect((await page.goto(here.deskCase(trackingId)))?.status()).toBe(200);
    },
    async openQueue(): Promise<void> {
      expect((await page.goto(here.desk))?.status()).toBe(200);
    },
    /** The titles of what may be done here now, in the page's order. */
    offers: () =>
      page
        .locator("details")
        .filter({ has: page.locator("input[name=action]") })
        .locator("summary")
        .allInnerTexts(),
    /** Opens an action's form, fills it in and sends it; what comes of it is for the test to see. */
    async send(action: string, answers: Answers = {}): Promise<void> {
      const isOpen = await form(action).evaluate((element) => (element as HTMLDetailsElement).open);
      if (!isOpen) await form(action).locator("summary").click();
      for (const [field, given] of Object.entries(answers)) if (given !== undefined) await answer(action, field, given);
      await form(action)
        .getByRole("button", { name: t(`desk.act.${action}.submit`) })
        .click();
    },
    /** The same, and it is done. */
    async act(action: string, answers: Answers = {}): Promise<void> {
      await this.send(action, answers);
      await expect(page.getByText(t("desk.case.done", { what: t(`domain.actions.${action}`) }))).toBeVisible();
    },
  };
}
export type AtDesk = ReturnType<typeof atDesk>;
