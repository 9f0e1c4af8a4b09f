import { HtmlValidate } from "html-validate";
import { expect, test } from "@/tests/support/e2e/fixtures";

const validator = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // React writes `charSet` and `_R_`.
    "attr-case": "off",
    "valid-id": ["error", { relaxed: true }],
    // A copied non-breaking hyphen can't be dialled; the style sheet keeps numbers on one line.
    "tel-non-breaking": "off",
  },
});

/** Next's, on a form that calls a server action without script; browsers take it for the page's own address. */
const EMPTY_ACTION = 'Attribute "action" has invalid value ""';

for (const path of ["/", "/about", "/track", "/lodge", "/my", "/offline", "/sign-in", "/no/such/page"]) {
  test(`${path} is valid HTML in both languages`, async ({ request }) => {
    for (const address of [path, path === "/" ? "/ur" : `/ur${path}`]) {
      const { results } = await validator.validateString(await (await request.get(address)).text());
      const problems = results.flatMap(({ messages }) =>
        messages
          .filter(({ message }) => message !== EMPTY_ACTION)
          .map(({ ruleId, message }) => `${ruleId}: ${message}`),
      );
      expect(new Set(problems), address).toEqual(new Set());
    }
  });
}
