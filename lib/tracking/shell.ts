import { directionOf, otherLocale } from "@/lib/web/i18n/locale";
import type { Locale } from "@/lib/web/i18n/routing";
import { type PagePath, paths } from "@/lib/web/paths";
import { STYLES } from "./generated/styles";
import { type Html, html, trusted } from "./html";
import { wordsOf } from "./words";

type Section = "lodge" | "track" | null;
/** `section`: whose page it is among the links on top. `isListed`: search engines may have it, for it is nobody's. */
type Shell = { locale: Locale; here: PagePath; title: string; main: Html; section?: Section; isListed?: boolean };

const NAV = ["lodge", "track", "my", "about"] as const;

/** A whole page without script: the same header and footer as components/shell, in plain markup. */
export function renderShell({ locale, here, title, main, section = "track", isListed = false }: Shell): string {
  const { common } = wordsOf(locale);
  const page = html`<!DOCTYPE html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${!isListed && html`<meta name="robots" content="noindex">`}
<meta name="format-detection" content="telephone=no">
<meta name="theme-color" content="#0d4f3b">
<title>${common("titleTemplate").replace("%s", () => title)}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<style>${trusted(STYLES)}</style>
</head>
<body>
<a class="skip" href="#main">${common("skipToContent")}</a>
${renderHeader(locale, here, section)}
<main id="main" class="wide" tabindex="-1">
${main}
</main>
${renderFooter(locale)}
</body>
</html>
`;
  return page.markup;
}

function renderHeader(locale: Locale, here: PagePath, section: Section): Html {
  const { common } = wordsOf(locale);
  const other = otherLocale(locale);
  const links = NAV.map((name) => {
    const current = name === section ? html` aria-current="true"` : null;
    return html`<li><a href="${paths[name](locale)}"${current}>${common(`nav.${name}`)}</a></li>`;
  });
  return html`<header class="top"><div class="wide bar">
<a class="home" href="${paths.home(locale)}" aria-label="${common("nav.home")}"><img src="/icon.svg" alt="" width="44" height="44"><span>${common("name")}</span></a>
<a class="other" href="${here(other)}" hreflang="${other}" lang="${other}" dir="${directionOf(other)}">${common("language.other")}</a>
<nav aria-label="${common("nav.label")}"><ul>${links}</ul></nav>
</div></header>`;
}

function renderFooter(locale: Locale): Html {
  const { common } = wordsOf(locale);
  return html`<footer class="foot"><div class="wide feet">
<p class="soft">${common("footer.what")}</p>
<div>
<p><b>${common("footer.helpline")}</b></p>
<p>${helplineLink(locale, "tel")}</p>
<p class="soft">${common("footer.helplineHours")}</p>
</div>
<nav aria-label="${common("footer.links")}"><ul>
<li><a href="${paths.about(locale)}">${common("footer.about")}</a></li>
<li><a href="${paths.about(locale)}#privacy">${common("footer.privacy")}</a></li>
<li><a href="${paths.ledger(locale)}">${common("footer.ledger")}</a></li>
<li><a href="${paths.signIn(locale)}">${common("footer.staff")}</a></li>
</ul></nav>
</div></footer>`;
}

/** The helpline's number, to tap. */
export function helplineLink(locale: Locale, look = ""): Html {
  const number = wordsOf(locale).common("footer.helplineNumber");
  return html`<a href="tel:${number.replace(/\D/g, "")}" class="nobr ${look}"><bdi dir="ltr">${number}</bdi></a>`;
}

/** An ID, or whatever was typed for one: always from left to right. */
export function codeText(text: string, look: "code" | "typed" = "code"): Html {
  return html`<bdi dir="ltr" class="${look}">${text}</bdi>`;
}
