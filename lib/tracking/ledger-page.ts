import { figuresOf, type Ledger, lastingOutage, type Outage } from "@/lib/domain/outage";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { formatDay, formatMoment, formatMonth } from "./dates";
import { type Html, html, sentence } from "./html";
import { sayLength, sayOutageLength } from "./outage-length";
import { helplineLink, renderShell } from "./shell";
import { wordsOf } from "./words";

export type LedgerView = { locale: Locale; ledger: Ledger; now: Date };

const DAYS = 90;

/** The public ledger of outages (issue 3, point 4): whether everything works now, then all that didn't. No script. */
export function renderLedgerPage(view: LedgerView): string {
  const { outage } = wordsOf(view.locale);
  const main = html`<div class="narrow stack">
<h1>${outage("ledger.title")}</h1>
${renderNow(view)}
${renderFigures(view)}
${renderList(view)}
<p class="small soft">${outage("ledger.lead")} ${outage("ledger.clocks")}</p>
</div>`;
  return renderShell({
    locale: view.locale,
    here: paths.ledger,
    title: outage("ledger.title"),
    main,
    section: null,
    isListed: true,
  });
}

function renderNow({ locale, ledger, now }: LedgerView): Html {
  const { outage } = wordsOf(locale);
  const lasting = lastingOutage(ledger);
  if (!lasting) {
    return html`<section class="card state stack success"><h2>${outage("ledger.now.well")}</h2><p>${outage("ledger.now.wellBody")}</p></section>`;
  }
  const { kind, startedAt, until } = lasting;
  const waits = kind === "read-only" ? "read-only" : "away";
  const help = sentence((slots) => outage("ledger.now.help", slots), { number: helplineLink(locale) });
  const length = sayOutageLength(lasting, now, locale);
  return html`<section class="card state stack warning">
<h2>${outage(`ledger.now.${kind}`)}</h2>
<p>${outage("ledger.now.since", { time: formatMoment(startedAt, locale), length })} ${until && until > now ? outage("ledger.now.until", { time: formatMoment(until, locale) }) : outage("ledger.now.untilUnknown")}</p>
${renderReason(lasting, locale)}
<p><b>${outage("ledger.now.works")}</b></p>
<ul class="ways"><li><a href="${paths.track(locale)}">${outage("ledger.works.track")}</a></li><li><a href="${paths.lodge(locale)}">${outage("ledger.works.lodge")}</a></li>${kind === "read-only" && html`<li>${outage("ledger.works.read")}</li>`}</ul>
<p>${outage(`ledger.waits.${waits}`)}</p>
<p>${outage("ledger.now.safe")}</p>
<p>${help}</p>
</section>`;
}

function renderFigures({ locale, ledger, now }: LedgerView): Html {
  const { outage } = wordsOf(locale);
  const { from, missing, dark, uptime } = figuresOf(ledger, DAYS, now);
  const say = (milliseconds: number) =>
    milliseconds > 0 ? sayLength(milliseconds, locale) : outage("ledger.figures.none");
  return html`<section class="card stack">
<h2>${outage("ledger.figures.title")}</h2>
<p><strong class="figure"><bdi dir="ltr">${uptime.toFixed(2)}%</bdi></strong> ${outage("ledger.figures.uptime")}</p>
<dl class="facts"><div><dt>${outage("ledger.figures.missing")}</dt><dd>${say(missing)}</dd></div>
<div><dt>${outage("ledger.figures.dark")}</dt><dd>${say(dark)}</dd></div>
<div><dt>${outage("ledger.figures.blips")}</dt><dd>${outage("ledger.figures.blipsValue", { count: ledger.blips.length })}</dd></div></dl>
${ledger.since && html`<p class="small soft">${outage("ledger.figures.since", { day: formatDay(from, locale) })}</p>`}
</section>`;
}

function renderList(view: LedgerView): Html {
  const { locale, ledger } = view;
  const { outage } = wordsOf(locale);
  if (ledger.outages.length === 0) {
    return html`<section class="card stack"><h2>${outage("ledger.list.title")}</h2><p><b>${outage("ledger.list.empty")}</b></p><p class="soft">${outage("ledger.list.emptyBody")}</p></section>`;
  }
  const months = byMonth(ledger.outages, locale);
  return html`<section class="stack"><h2>${outage("ledger.list.title")}</h2>
${Array.from(months, ([month, outages]) => html`<div class="card stack"><h3>${month}</h3><ul class="outages">${outages.map((one) => renderOne(one, view))}</ul></div>`)}
</section>`;
}

function byMonth(outages: readonly Outage[], locale: Locale): Map<string, Outage[]> {
  const months = new Map<string, Outage[]>();
  for (const outage of outages) {
    const month = formatMonth(outage.startedAt, locale);
    months.set(month, [...(months.get(month) ?? []), outage]);
  }
  return months;
}

function renderOne(one: Outage, { locale, now }: LedgerView): Html {
  const { outage } = wordsOf(locale);
  const start = formatMoment(one.startedAt, locale);
  const from = one.endedAt
    ? outage("ledger.list.from", { start, end: formatMoment(one.endedAt, locale) })
    : outage("ledger.list.fromOn", { start });
  return html`<li><p><b>${outage(`ledger.list.${one.kind}`)}: ${sayOutageLength(one, now, locale)}</b> <span class="soft">(${outage(one.announced ? "ledger.list.announced" : "ledger.list.measured")})</span></p>
<p class="small soft">${from}</p>
${renderReason(one, locale)}
<p class="small">${outage(`ledger.list.worked.${one.kind}`)}</p></li>`;
}

function renderReason({ reason }: Outage, locale: Locale): Html | null {
  return reason && html`<p dir="auto">${wordsOf(locale).outage("ledger.reason", { reason: reason[locale] })}</p>`;
}
