import type { FieldError } from "@/lib/schemas/field-errors";
import { answerOf, type LodgeAnswers, type LodgeField } from "@/lib/schemas/lodge-answers";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import type { Reference } from "@/lib/web/reference";
import { type Html, html, sentence } from "./html";
import { helplineLink, renderShell } from "./shell";
import { wordsOf } from "./words";

/** Why nothing was taken, besides fields to mend. */
export type LodgeTrouble = "no-space" | "unexpected" | "too-many" | "again" | "unreadable" | "full";

export type LodgeAgainView = {
  locale: Locale;
  reference: Reference;
  /** What was typed; null where it could not be read. */
  answers: LodgeAnswers | null;
  hadFiles: boolean;
  errors: readonly FieldError[];
  trouble: LodgeTrouble | null;
};

/**
 * A lodging form that the door could not take, with everything typed, to be mended and sent again: plain HTML with the
 * fields' own names, so that any build of the app and any door can read it.
 */
export function renderLodgeAgainPage(view: LodgeAgainView): string {
  const { locale, errors, trouble, hadFiles, answers } = view;
  const { lodge } = wordsOf(locale);
  const words = errors.map((error) => [idOf(error.field), wordsFor(locale, error)] as const);
  const help = sentence((slots) => wordsOf(locale).door("lodged.help", slots), { number: helplineLink(locale) });
  const main = html`<div class="narrow stack">
<h1>${lodge("heading")}</h1>
${errors.length > 0 && html`<div class="note" role="alert"><p><b>${lodge("refused")}</b></p><ul class="ways">${words.map(([id, said]) => html`<li><a href="#${id}">${said}</a></li>`)}</ul></div>`}
${trouble && html`<div class="note" role="alert"><p><b>${lodge("trouble.title")}</b></p><p>${troubleWords(locale, trouble)}</p></div>`}
${hadFiles && html`<p>${lodge("filesAgain")}</p>`}
${answers && renderForm(view, answers, new Map([...words].reverse()))}
<p>${help}</p>
</div>`;
  return renderShell({ locale, here: paths.lodge, title: lodge("title"), main, section: "lodge" });
}

function renderForm(
  { locale, reference }: LodgeAgainView,
  answers: LodgeAnswers,
  errors: ReadonlyMap<string, string>,
): Html {
  const { lodge, domain } = wordsOf(locale);
  const ask = (field: LodgeField, label: string, control: (attributes: Html, value: string) => Html) => {
    const id = idOf(field);
    const said = errors.get(id);
    const wrong = said ? html` aria-invalid="true" aria-describedby="${id}-error"` : null;
    return html`<div class="ask"><label for="${id}">${label}</label>
${said && html`<p class="wrong" id="${id}-error">${said}</p>`}
${control(html`id="${id}" name="${field}"${wrong}`, answerOf(answers, field))}</div>`;
  };
  const input = (type: string) => (attributes: Html, value: string) =>
    html`<input ${attributes} type="${type}" value="${value}" dir="auto">`;
  const select = (groups: readonly Group[]) => (attributes: Html, value: string) =>
    html`<select ${attributes}>${groups.map((group) => renderGroup(group, value))}</select>`;
  const area = (attributes: Html, value: string) =>
    html`<textarea ${attributes} rows="7" dir="auto">
${value}</textarea>`;

  const kinds = ["complaint", "suggestion", "query", "appreciation"] as const;
  const hidden = (["location.lat", "location.long", "joins"] as const)
    .filter((field) => answerOf(answers, field) !== "")
    .map((field) => html`<input type="hidden" name="${field}" value="${answerOf(answers, field)}">`);
  return html`<form class="stack" method="post" action="${paths.lodge(locale)}" enctype="multipart/form-data">
<input type="hidden" name="language" value="${locale}">${hidden}
${ask("serviceCode", lodge("about.select"), select([choose(lodge("about.choose")), ...services(reference)]))}
${ask("kind", lodge("about.kind"), select([{ options: kinds.map((kind) => [kind, domain(`kinds.${kind}`)] as const) }]))}
${ask("districtId", lodge("place.district"), select([choose(lodge("place.choose")), ...districts(reference, lodge("place.overseas"))]))}
${ask("location.landmark", lodge("place.landmark"), input("text"))}
${ask("country", lodge("place.country"), input("text"))}
${ask("text", lodge("story.text"), area)}
${ask("occurredOn", lodge("story.when"), input("date"))}
${ask("against.name", `${lodge("story.against")} ${lodge("story.againstName")}`, input("text"))}
${ask("against.post", lodge("story.againstPost"), input("text"))}
${ask("against.office", lodge("story.againstOffice"), input("text"))}
<div class="ask"><label for="attachments">${lodge("story.files")}</label>
${errors.has("attachments") && html`<p class="wrong" id="attachments-error">${errors.get("attachments")}</p>`}
<p class="small soft">${lodge("story.filesHint")}</p>
<input id="attachments" name="attachments" type="file" multiple accept="image/jpeg,image/png,image/webp,application/pdf"></div>
${ask("contact.name", lodge("contact.name"), input("text"))}
${ask("contact.phone", lodge("contact.phone"), input("tel"))}
${ask("contact.email", lodge("contact.email"), input("email"))}
${ask("contact.channel", lodge("contact.channel"), select([choose("–"), { options: channels(locale) }]))}
<div><button class="button" type="submit">${lodge("submit")}</button></div>
</form>`;
}

type Group = { label?: string; options: readonly (readonly [value: string, name: string])[] };

function choose(words: string): Group {
  return { options: [["", words]] };
}

function services({ categories }: Reference): Group[] {
  return categories.map(({ name, services }) => ({ label: name, options: services.map((s) => [s.code, s.name]) }));
}

function districts({ jurisdictions, overseas }: Reference, abroad: string): Group[] {
  const inside = jurisdictions.map(({ name, districts }) => ({
    label: name,
    options: districts.map((district) => [district.id, district.name] as const),
  }));
  return [...inside, { label: abroad, options: [[overseas.id, overseas.name]] }];
}

function channels(locale: Locale): Group["options"] {
  const { lodge } = wordsOf(locale);
  return [
    ["sms", lodge("contact.sms")],
    ["email", lodge("contact.byEmail")],
    ["none", lodge("contact.none")],
  ];
}

function renderGroup({ label, options }: Group, chosen: string): Html {
  const items = options.map(
    ([value, name]) => html`<option value="${value}"${value === chosen && html` selected`}>${name}</option>`,
  );
  return label ? html`<optgroup label="${label}">${items}</optgroup>` : html`${items}`;
}

/** As the app's form has it (components/complaint/lodge/bind.ts), so that a summary's links mean the same. */
function idOf(field: string): string {
  if (field.startsWith("attachments")) return "attachments";
  if (field === "location.lat" || field === "location.long") return "location-landmark";
  if (field === "joins") return "serviceCode";
  return field.replaceAll(".", "-");
}

const OWN_WORDS: Record<string, "serviceCode" | "districtId" | "country" | "landmark" | "text"> = {
  serviceCode: "serviceCode",
  districtId: "districtId",
  country: "country",
  "location.landmark": "landmark",
  text: "text",
};

/** Where saying what is missing helps more than "This is needed". */
function wordsFor(locale: Locale, { field, code }: FieldError): string {
  const { lodge, fields } = wordsOf(locale);
  const own = OWN_WORDS[field];
  if (own && ["required", "empty", "too-short"].includes(code)) return lodge(`problems.${own}`);
  const key = code as Parameters<typeof fields>[0];
  return fields(fields.has(key) ? key : "not-valid");
}

function troubleWords(locale: Locale, trouble: LodgeTrouble): string {
  const { lodge, door } = wordsOf(locale);
  return trouble === "unreadable" || trouble === "full" ? door(trouble) : lodge(`trouble.${trouble}`);
}
