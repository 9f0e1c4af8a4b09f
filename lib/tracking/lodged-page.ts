import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { formatMoment } from "./dates";
import { type Html, html, sentence } from "./html";
import { codeText, helplineLink, renderShell } from "./shell";
import { wordsOf } from "./words";

export type LodgedView = {
  locale: Locale;
  /** `claimKey` null: it isn't at hand any more. */
  lodged: { trackingId: string; claimKey: string | null; sensitive: boolean; filesMissing: number };
  /** Null where only its page knows. */
  receivedAt: Date | null;
  /** Why it has been written down and not yet entered. */
  portal: "normal" | "read-only" | "away";
};

const WHY = { normal: "lodged.soon", "read-only": "lodged.readOnly", away: "lodged.entered" } as const;

/** After a form that the door has taken: the ID, the key once, what happens next, whom to call. Without script. */
export function renderLodgedPage({ locale, lodged, receivedAt, portal }: LodgedView): string {
  const { lodge, door } = wordsOf(locale);
  const { trackingId, claimKey, filesMissing, sensitive } = lodged;
  const help = sentence((slots) => door("lodged.help", slots), { number: helplineLink(locale) });
  const main = html`<div class="narrow stack">
<h1>${lodge("done.titleSpooled")}</h1>
${filesMissing > 0 && html`<div class="note"><p>${lodge("done.filesRefused", { count: filesMissing })}</p></div>`}
<section class="card stack">
<p class="soft">${lodge("done.id")}</p>
<p class="id" id="tracking-id">${codeText(trackingId)}</p>
<p class="small soft">${lodge("done.idHint")}</p>
</section>
${claimKey ? renderKey(locale, trackingId, claimKey) : html`<p>${lodge("done.keyGone")}</p>`}
${sensitive && html`<div class="note"><p>${lodge("done.sensitiveNote")}</p></div>`}
<section class="card stack">
<h2>${lodge("done.next")}</h2>
${receivedAt && html`<p>${door("lodged.since", { time: formatMoment(receivedAt, locale) })}</p>`}
<ul class="ways"><li>${door(WHY[portal])}</li><li>${door("lodged.office")}</li><li>${lodge("done.nextYou")}</li><li>${door("lodged.see")}</li></ul>
<p><a class="button" href="${paths.status(locale, trackingId)}">${lodge("done.track")}</a></p>
<p><a href="${paths.myComplaint(locale, trackingId)}">${lodge("done.open")}</a> <span class="small soft">${door("lodged.open")}</span></p>
</section>
<p>${help}</p>
<p><a href="${paths.lodge(locale)}">${lodge("done.another")}</a></p>
</div>`;
  return renderShell({ locale, here: paths.lodge, title: lodge("done.titleSpooled"), main, section: "lodge" });
}

function renderKey(locale: Locale, trackingId: string, claimKey: string): Html {
  const { lodge } = wordsOf(locale);
  const lines = [lodge("done.fileTitle"), "", `${lodge("done.id")}: ${trackingId}`];
  const file = [...lines, `${lodge("done.keyLabel")}: ${claimKey}`, "", lodge("done.fileKeep"), ""].join("\r\n");
  return html`<section class="card stack">
<h2>${lodge("done.key")}</h2>
<p>${lodge("done.keyBody")}</p>
<p class="soft">${lodge("done.keyHere")}</p>
<p class="small"><b>${lodge("done.keyLabel")}</b></p>
<p class="key" id="claim-key"><bdi dir="ltr" class="typed">${claimKey}</bdi></p>
<p><a href="data:text/plain;charset=utf-8,${encodeURIComponent(file)}" download="${trackingId}.txt">${lodge("done.save")}</a></p>
</section>`;
}
