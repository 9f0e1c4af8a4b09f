import type { PublicStatus } from "@/lib/domain/complaint/public-status";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { formatDay, formatMoment } from "./dates";
import { dueOf } from "./due";
import { type Html, html } from "./html";
import { labelOfAction, nameOfField, sentenceOfField, wordsOfState } from "./labels";
import { codeText, renderShell } from "./shell";
import { STAGES, stageOf, toneOf, waysOf } from "./state-look";
import { wordsOf } from "./words";

/** `asOf` is when the status was surely true: the feed's heartbeat in the door, `now` in the app. */
export type TrackingView = { status: PublicStatus; locale: Locale; now: Date; asOf: Date };

/** Design §3: older than this, the page says so in words. */
const STALE_AFTER_MS = 60_000;

/** The public page of one complaint: whole HTML without script, from public data alone. */
export function renderTrackingPage(view: TrackingView): string {
  const { status, locale } = view;
  const { track } = wordsOf(locale);
  const { trackingId } = status;
  const main = html`${renderStaleness(view)}<h1 class="id"><small>${track("id")}</small>${codeText(trackingId)}</h1>
<div class="columns">
<div class="parts">${renderState(view)}${renderWays(view)}${renderTimeline(view)}</div>
${renderFacts(view)}
</div>`;
  const title = track("title", { state: wordsOfState(status, locale).name, id: trackingId });
  return renderShell({ locale, here: (other) => paths.status(other, trackingId), title, main });
}

function renderStaleness({ locale, now, asOf }: TrackingView): Html | null {
  if (now.getTime() - asOf.getTime() <= STALE_AFTER_MS) return null;
  const { track } = wordsOf(locale);
  return html`<div class="note" role="status"><p><b>${track("stale.title")}</b></p><p>${track("stale.body", { time: formatMoment(asOf, locale) })}</p></div>`;
}

function renderState(view: TrackingView): Html {
  const { status, locale } = view;
  const { track } = wordsOf(locale);
  const words = wordsOfState(status, locale);
  return html`<section class="card state stack ${toneOf(status.state)}">
<h2>${words.name}</h2>
<p>${words.means}</p>
${renderRefusal(view)}
${renderStages(view)}
${renderDue(view)}
${renderOffice(view)}
<p><b>${track("next")}:</b> ${words.next}</p>
</section>`;
}

/** Why the app could not enter what the door had taken. */
function renderRefusal({ status, locale }: TrackingView): Html | null {
  if (!status.refusal) return null;
  const { code, fields } = status.refusal;
  const { track } = wordsOf(locale);
  const reason = code === "fields" || code === "other-content" ? code : "unexpected";
  const rows = fields.map(
    (field) => html`<li><b>${nameOfField(field.field, locale)}:</b> ${sentenceOfField(field.code, locale)}</li>`,
  );
  return html`<div class="note"><p><b>${track("refused.title")}</b></p><p>${track(`refused.${reason}`)}</p>${rows.length > 0 && html`<ul>${rows}</ul>`}</div>`;
}

function renderStages({ status, locale }: TrackingView): Html | null {
  const current = stageOf(status.state, status.kind);
  if (current === null) return null;
  const { track } = wordsOf(locale);
  const steps = STAGES.map((stage, i) => {
    const where = i < current ? "done" : i === current ? "now" : "later";
    const mark = where === "now" ? html` aria-current="step"` : null;
    return html`<li class="${where}"${mark}>${track(`stage.${stage}`)}<span class="hidden"> (${track(`stage.${where}`)})</span></li>`;
  });
  return html`<p class="hidden">${track("stage.label")}:</p><ol class="stages">${steps}</ol>`;
}

function renderDue({ status, locale, now }: TrackingView): Html | null {
  const { track } = wordsOf(locale);
  const due = dueOf(status, now);
  if (!due) return null;
  if ("at" in due) {
    const when = html`<span class="soft">${track("due.label")}: ${formatMoment(due.at, locale)}</span>`;
    return html`<p class="due ${due.kind}"><strong>${track(`due.${due.kind}`, { days: due.days })}</strong>${when}</p>`;
  }
  const paused = due.kind === "paused" && html`<strong>${track("due.paused")}</strong>`;
  const until = due.until && html`<span class="soft">${track("due.window")}: ${formatDay(due.until, locale)}</span>`;
  return html`<p class="due">${paused}${until}</p>`;
}

function renderOffice({ status, locale }: TrackingView): Html | null {
  if (status.sensitive) return null;
  const { track } = wordsOf(locale);
  return html`<p><b>${track("about.office")}:</b> ${status.department?.[locale] ?? track("about.officeOpen")}</p>`;
}

function renderWays({ status, locale, now }: TrackingView): Html {
  const { track } = wordsOf(locale);
  const ways = waysOf(status.state, status.kind, dueOf(status, now)?.kind === "over");
  return html`<section class="card stack can">
<h2>${track("can.title")}</h2>
<ul class="ways">${ways.map((way) => html`<li>${track(`can.${way}`)}</li>`)}</ul>
<p><a class="button" href="${paths.myComplaint(locale, status.trackingId)}">${track("can.open")}</a></p>
<p class="small soft">${track("can.key")}</p>
</section>`;
}

type Fact = "kind" | "service" | "district" | "lodged" | "updated" | "level" | "handovers";

function renderFacts({ status, locale, asOf }: TrackingView): Html {
  const { track, domain } = wordsOf(locale);
  const facts: [Fact, string | null][] = [
    ["kind", domain(`kinds.${status.kind}`)],
    ["service", status.service?.[locale] ?? null],
    ["district", status.district?.[locale] ?? null],
    ["lodged", formatMoment(new Date(status.lodgedAt), locale)],
    ["updated", formatMoment(new Date(status.updatedAt), locale)],
    ["level", status.level > 0 ? track("about.levelValue", { level: status.level }) : null],
    ["handovers", status.handovers ? track("about.handoversValue", { count: status.handovers }) : null],
  ];
  const rows = facts.filter(([, value]) => value !== null);
  return html`<section class="card stack">
<h2>${track("about.title")}</h2>
${status.sensitive && html`<p>${track("about.sealed")}</p>`}
<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${track(`about.${name}`)}</dt><dd>${value}</dd></div>`)}</dl>
<p class="small soft">${track("asOf", { time: formatMoment(asOf, locale) })}</p>
</section>`;
}

function renderTimeline({ status, locale }: TrackingView): Html {
  const { track } = wordsOf(locale);
  const events = status.timeline.toReversed().map(
    ({ at, action, publicText }) => html`<li><p><b>${labelOfAction(action, locale)}</b></p>
<p class="small soft"><time datetime="${at}">${formatMoment(new Date(at), locale)}</time></p>
${publicText && html`<p class="words" dir="auto">${publicText}</p>`}</li>`,
  );
  return html`<section class="card stack">
<h2>${track("timeline.title")}</h2>
<ol class="events">${events}</ol>
<p class="small soft">${track("public")}</p>
</section>`;
}
