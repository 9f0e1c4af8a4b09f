import { getTranslations } from "next-intl/server";
import { CallerForms } from "@/components/complaint/helpline/caller-forms";
import { VerifyForm } from "@/components/complaint/helpline/verify-form";
import { Card } from "@/components/ui/card";
import { CodeText } from "@/components/ui/code-text";
import { Notice } from "@/components/ui/notice";
import { SummaryList } from "@/components/ui/summary-list";
import type { Case } from "@/lib/data/cases";
import { findVersion } from "@/lib/data/look-ups";
import { FACT_KINDS, type FactKind } from "@/lib/domain/complaint/caller";
import { formatMoment } from "@/lib/tracking/dates";
import { labelOfAction } from "@/lib/tracking/labels";
import type { ForCaller } from "@/lib/use-cases/read-for-caller";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { readReference } from "@/lib/web/reference";
import { submitForCaller, submitVerify } from "./actions";
import { buildCallerForms } from "./caller-forms";

const KINDS: Record<FactKind, "line" | "code" | "day" | "district"> = {
  name: "line",
  phone: "code",
  email: "code",
  cnic: "code",
  landmark: "line",
  district: "district",
  lodgedOn: "day",
};

/** Who calls, and once that is known what they wrote and what they may have done for them. */
export async function CallerPart({ shown, locale }: { shown: ForCaller; locale: Locale }) {
  const { status, theCase, verifiedUntil, lockedUntil, triesLeft } = shown;
  const { trackingId } = status;
  const here = paths.helplineCase(locale, trackingId);
  const [t, common, forms, version] = await Promise.all([
    getTranslations({ locale, namespace: "helpline" }),
    getTranslations({ locale, namespace: "common" }),
    buildCallerForms(theCase, locale),
    theCase ? theCase.facts.version : findVersion(trackingId),
  ]);
  const bound = { locale, trackingId };
  const { jurisdictions, overseas } = readReference(locale);
  return (
    <div className="grid gap-6">
      {theCase && verifiedUntil ? (
        <>
          <Notice tone="success" title={t("verify.known", { time: formatMoment(verifiedUntil, locale) })}>
            <p>{t("verify.knownLead")}</p>
          </Notice>
          <KnownCase theCase={theCase} locale={locale} />
        </>
      ) : (
        <Card as="section" labelledBy="caller" strong={!lockedUntil}>
          <h2 id="caller" className="mb-3 text-lg">
            {t("verify.title")}
          </h2>
          {lockedUntil ? (
            <Notice tone="warning" icon="lock" title={t("verify.lockedTitle")}>
              <p>{t("verify.locked", { time: formatMoment(lockedUntil, locale) })}</p>
            </Notice>
          ) : (
            <VerifyForm
              action={submitVerify.bind(null, bound)}
              permalink={`${here}#caller`}
              facts={FACT_KINDS.map((name) => ({ name, label: t(`verify.facts.${name}`), kind: KINDS[name] }))}
              districts={[
                ...jurisdictions.map(({ name, districts }) => ({
                  label: name,
                  options: districts.map((district) => ({ value: district.id, label: district.name })),
                })),
                { label: overseas.name, options: [{ value: overseas.id, label: overseas.name }] },
              ]}
              words={{
                lead: t("verify.lead"),
                weak: t("verify.weak"),
                choose: t("verify.choose"),
                submit: t("verify.submit"),
                refused: t("verify.refused"),
                left: t("verify.left", { left: triesLeft }),
              }}
            />
          )}
        </Card>
      )}
      <section aria-labelledby="acts" className="grid gap-3">
        <h2 id="acts" className="text-lg">
          {t(theCase ? "act.title" : "act.callTitle")}
        </h2>
        <CallerForms
          key={`${version} ${theCase?.events.length ?? 0}`}
          submit={submitForCaller.bind(null, bound)}
          permalink={`${here}#acts`}
          version={version}
          forms={forms}
          words={{ refused: t("act.refused"), optional: common("optional") }}
        />
        {theCase && <p className="text-ink-soft">{t("act.notThis")}</p>}
      </section>
    </div>
  );
}

/** What the caller's complaint says, and what passed between them and the office. No note, no file, no whole number. */
async function KnownCase({ theCase, locale }: { theCase: Case; locale: Locale }) {
  const { content, language, files, events } = theCase;
  const [t, desk] = await Promise.all([
    getTranslations({ locale, namespace: "helpline.known" }),
    getTranslations({ locale, namespace: "desk.case.contact" }),
  ]);
  const { name, phone, email } = content.contact ?? {};
  const rows = [
    { key: "name", label: desk("name"), value: name && <bdi>{name}</bdi> },
    { key: "phone", label: desk("phone"), value: phone && <CodeText>{phone}</CodeText> },
    { key: "email", label: desk("email"), value: email && <CodeText>{email}</CodeText> },
  ].filter(({ value }) => value);
  const arrived = files.filter((file) => file.arrived).length;
  const said = events.flatMap(({ sequence, at, action, payload }) =>
    [payload?.publicText, payload?.text].flatMap((text) => (text ? [{ sequence, at, action, text }] : [])),
  );
  return (
    <Card as="section" labelledBy="complaint">
      <h2 id="complaint" className="text-lg">
        {t("complaint")}
      </h2>
      <p lang={language} dir="auto" className="my-3 text-base whitespace-pre-line">
        {content.text || t("noText")}
      </p>
      {content.location?.landmark && (
        <p>
          {t("place")}: <bdi>{content.location.landmark}</bdi>
        </p>
      )}
      {files.length > 0 && <p className="text-ink-soft">{t("files", { arrived, all: files.length })}</p>}
      {said.length > 0 && (
        <>
          <h3 className="mt-4 mb-2 text-base">{t("messages")}</h3>
          <ul className="grid gap-3">
            {said.toReversed().map(({ sequence, at, action, text }) => (
              <li key={`${sequence} ${text}`} className="border-s-4 border-line ps-3">
                <p className="text-xs text-ink-soft">
                  {labelOfAction(action, locale)} · <time dateTime={at.toISOString()}>{formatMoment(at, locale)}</time>
                </p>
                <p dir="auto" className="whitespace-pre-line">
                  {text}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 className="mt-4 mb-2 text-base">{t("contact")}</h3>
      {rows.length > 0 ? <SummaryList rows={rows} /> : <p className="text-ink-soft">{t("noContact")}</p>}
    </Card>
  );
}
