import { findTypingMistake } from "@/lib/domain/complaint/tracking-id";
import type { Locale } from "@/lib/web/i18n/routing";
import { type PagePath, paths } from "@/lib/web/paths";
import { formatMoment } from "./dates";
import { type Html, html, sentence } from "./html";
import { codeText, helplineLink, renderShell } from "./shell";
import { wordsOf } from "./words";

/** More than this of what was typed helps nobody. */
const LONGEST_SHOWN = 60;

/** 404 for an ID that is well formed and not known here. */
export function renderUnknownPage({ locale, trackingId }: { locale: Locale; trackingId: string }): string {
  const { track } = wordsOf(locale);
  const lost = sentence((slots) => track("unknown.lost", slots), { number: helplineLink(locale) });
  const main = html`<div class="narrow stack">
<h1>${track("unknown.title")}</h1>
<p class="id">${codeText(trackingId)}</p>
<p>${track("unknown.lead")}</p>
<section class="card stack">
<h2>${track("unknown.check")}</h2>
<ul class="ways"><li>${track("unknown.compare")}</li><li>${track("unknown.offline")}</li><li>${lost}</li></ul>
</section>
${renderAgain(locale, trackingId)}
</div>`;
  const here: PagePath = (other) => paths.status(other, trackingId);
  return renderShell({ locale, here, title: track("unknown.title"), main });
}

/** 404 for what can't be an ID: says which check failed, and gives it back to be mended. */
export function renderMistypedPage({ locale, typed }: { locale: Locale; typed: string }): string {
  const { track } = wordsOf(locale);
  const shown = Array.from(typed).slice(0, LONGEST_SHOWN).join("");
  const main = html`<div class="narrow stack">
<h1>${track("mistyped.title")}</h1>
<p>${track("mistyped.typed")}: ${codeText(shown, "typed")}</p>
<section class="card stack"><p>${explainMistake(locale, typed)}</p><p class="soft">${track("mistyped.look")}</p></section>
${renderAgain(locale, shown)}
</div>`;
  const here: PagePath = (other) => paths.status(other, shown);
  return renderShell({ locale, here, title: track("mistyped.title"), main });
}

/** In what way the portal isn't whole. `until` null: nobody can say. `reason`: the operator's own words, where there are any. */
export type Absence = {
  what: "away" | "read-only";
  since: Date;
  until: Date | null;
  reason: Record<Locale, string> | null;
};

/**
 * 503 for what has to wait: since when, until when, what works all the same, what became of the citizen's answers, whom to
 * call (design §3). `sent`: something was sent just now, which has not been saved.
 */
export function renderAwayPage({ locale, absence, sent }: { locale: Locale; absence: Absence; sent: boolean }): string {
  const { door } = wordsOf(locale);
  const { what, since, until, reason } = absence;
  const readOnly = what === "read-only";
  const title = door(sent ? "away.titleSent" : readOnly ? "away.titleReadOnly" : "away.title");
  const help = sentence((slots) => door("away.help", slots), { number: helplineLink(locale) });
  const main = html`<div class="narrow stack">
<h1>${title}</h1>
${sent && html`<div class="note" role="alert"><p><b>${door("away.notSaved")}</b></p></div>`}
<p>${door(readOnly ? "away.sinceReadOnly" : "away.since", { time: formatMoment(since, locale) })} ${until ? door("away.until", { time: formatMoment(until, locale) }) : door("away.untilUnknown")}</p>
${reason && html`<p dir="auto">${door("away.reason", { reason: reason[locale] })}</p>`}
<section class="card stack">
<h2>${door("away.works")}</h2>
<ul class="ways"><li><a href="${paths.track(locale)}">${door("away.track")}</a></li><li><a href="${paths.lodge(locale)}">${door("away.lodge")}</a></li>${readOnly && html`<li>${door("away.read")}</li>`}</ul>
</section>
<p>${door("away.safe")}</p>
<p>${door(readOnly ? "away.waitsReadOnly" : "away.waits")}</p>
<p>${help}</p>
<p><a href="${paths.ledger(locale)}">${door("away.ledger")}</a></p>
</div>`;
  return renderShell({ locale, here: paths.home, title, main, section: null });
}

/** 413 for a form whose files are too large together; the browser's own "back" still has what was typed. */
export function renderTooLargePage(locale: Locale): string {
  const { track } = wordsOf(locale);
  const help = sentence((slots) => track("tooLarge.help", slots), { number: helplineLink(locale) });
  const main = html`<div class="narrow stack">
<h1>${track("tooLarge.title")}</h1>
<p>${track("tooLarge.body")}</p>
<p>${help}</p>
</div>`;
  return renderShell({ locale, here: paths.lodge, title: track("tooLarge.title"), main, section: "lodge" });
}

/** 429. `seconds` is what the `Retry-After` beside it says. */
export function renderTooManyPage({
  locale,
  seconds,
  here,
}: {
  locale: Locale;
  seconds: number;
  here: PagePath;
}): string {
  const { track } = wordsOf(locale);
  const help = sentence((slots) => track("tooMany.help", slots), { number: helplineLink(locale) });
  const main = html`<div class="narrow stack">
<h1>${track("tooMany.title")}</h1>
<p>${track("tooMany.body", { minutes: Math.max(1, Math.ceil(seconds / 60)) })}</p>
<p>${help}</p>
</div>`;
  return renderShell({ locale, here, title: track("tooMany.title"), main });
}

function explainMistake(locale: Locale, typed: string): Html | string {
  const { track } = wordsOf(locale);
  const mistake = findTypingMistake(typed);
  switch (mistake.code) {
    case "character":
      return sentence((slots) => track("mistyped.character", slots), { character: codeText(mistake.character) });
    case "length":
      return track("mistyped.length", { count: mistake.count });
    case "check":
      return track("mistyped.check");
  }
}

function renderAgain(locale: Locale, typed: string): Html {
  const { track, common } = wordsOf(locale);
  return html`<section class="card stack">
<h2>${track("mistyped.again")}</h2>
<form class="field" method="get" action="${paths.trackLookup(locale)}">
<label for="tracking-id">${common("trackForm.label")}</label>
<input id="tracking-id" name="id" type="text" value="${typed}" dir="ltr" required maxlength="60" autocomplete="off" autocapitalize="characters" spellcheck="false">
<div><button class="button" type="submit">${track("mistyped.submit")}</button></div>
</form>
</section>`;
}
