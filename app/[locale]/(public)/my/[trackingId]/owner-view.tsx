import { randomUUID } from "node:crypto";
import { NextIntlClientProvider, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CaseFiles } from "@/components/complaint/case-files";
import { DueText } from "@/components/complaint/due-text";
import { toFileItems } from "@/components/complaint/file-items";
import { HistoryList } from "@/components/complaint/history-list";
import { NearbyFacts } from "@/components/complaint/nearby-facts";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeText } from "@/components/ui/code-text";
import { PrintButton } from "@/components/ui/print-button";
import { Tag } from "@/components/ui/tag";
import type { OwnComplaint } from "@/lib/data/complaints";
import type { NearbyComplaint } from "@/lib/data/nearby";
import { formatDay } from "@/lib/tracking/dates";
import { labelOfState } from "@/lib/tracking/labels";
import { toneOf } from "@/lib/tracking/state-look";
import { MESSAGES } from "@/lib/web/i18n/messages";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import type { ActionState, OwnerVerb } from "./action-state";
import { lastSaid, toHistory } from "./history";
import { KeyAtHand } from "./key-at-hand";
import { OwnerActions } from "./owner-actions";
import { verbsOf } from "./send";
import { SharedCard } from "./shared-card";
import { stateWords } from "./state-words";
import { ToldUs } from "./told-us";

type Props = {
  locale: Locale;
  own: OwnComplaint;
  /** Open complaints of the same place that it can still join. */
  nearby: readonly NearbyComplaint[];
  now: Date;
  /** What was done just before, from the address. */
  done: string | null;
  /** Changes with each thing done, so that forms that stay on the screen forget what they were refused before. */
  visit: string;
  /** Why nothing can be done just now, in words; null where it can. */
  blocked: string | null;
  act: (previous: ActionState, form: FormData) => Promise<ActionState>;
  forgetForm: ReactNode;
};

const DONE = [
  "confirm",
  "dispute",
  "answer",
  "reply",
  "withdraw",
  "keep",
  "escalate",
  "appeal",
  "split",
  "join",
  "voted",
  "opened",
] as const;

/** The whole complaint, for its owner: where it stands, what can be done, what has happened, what was told. */
export function OwnerView({ locale, own, nearby, now, done, visit, blocked, act, forgetForm }: Props) {
  const t = useTranslations("my");
  const domain = useTranslations("domain");
  const { status } = own;
  const words = stateWords(own, locale);
  const told = DONE.find((known) => known === done);
  return (
    <>
      <KeyAtHand trackingId={status.trackingId} formId="key-form" fieldId="claim-key" words="" />
      <p className="text-ink-soft">{t("page.title")}</p>
      <h1 className="text-[clamp(1.35rem,6.2vw,2.25rem)] leading-tight">
        <CodeText>{status.trackingId}</CodeText>
      </h1>
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Tag tone={toneOf(status.state)}>{words.name}</Tag>
        <DueText status={status} now={now} untilWords={(day) => t("page.until", { day })} />
      </div>
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[1.75fr_1fr] lg:gap-8">
        <div className="grid min-w-0 gap-8">
          <Actions
            key={visit}
            locale={locale}
            own={own}
            nearby={nearby}
            blocked={blocked}
            act={act}
            done={told ? t(`page.done.${told}`) : null}
          >
            <p>{words.means}</p>
            <p>
              <strong>{t("page.next")}:</strong> {words.next}
            </p>
            <h2 className="mt-4 text-2xl">{t("actions.title")}</h2>
          </Actions>
          {own.evidence.length > 0 && (
            <section aria-labelledby="evidence">
              <h2 id="evidence" className="mb-4 text-2xl">
                {domain("files.evidence")}
              </h2>
              <CaseFiles files={toFileItems(own.evidence, paths.myComplaint(locale, status.trackingId))} />
            </section>
          )}
          <section aria-labelledby="history">
            <h2 id="history" className="mb-4 text-2xl">
              {t("timeline")}
            </h2>
            <HistoryList
              entries={toHistory(own)}
              words={{ label: t("timeline"), citizen: t("messages.you"), office: t("messages.office") }}
            />
          </section>
        </div>
        <div className="grid min-w-0 gap-6">
          {own.shared && <SharedCard shared={own.shared} />}
          <Card as="section" labelledBy="office">
            <h2 id="office" className="mb-1 text-xl">
              {t("office.title")}
            </h2>
            <p>{own.department?.[locale] ?? t("office.none")}</p>
            <p className="text-sm text-ink-soft">{t("office.levelValue", { level: status.level })}</p>
          </Card>
          <Card as="section" labelledBy="told">
            <h2 id="told" className="text-xl">
              {t("yours.title")}
            </h2>
            <p className="mb-3 text-sm text-ink-soft">{t("yours.onlyYou")}</p>
            <ToldUs locale={locale} own={own} />
          </Card>
          <div className="grid gap-3 print:hidden">
            <PrintButton label={t("page.print")} />
            <ButtonLink href={paths.status(locale, status.trackingId)} variant="secondary">
              {t("page.public")}
            </ButtonLink>
            {forgetForm}
          </div>
        </div>
      </div>
    </>
  );
}

type ActionsProps = Pick<Props, "locale" | "own" | "nearby" | "blocked" | "act" | "done"> & { children: ReactNode };

function Actions({ locale, own, nearby, blocked, act, done, children }: ActionsProps) {
  const verbs = verbsOf(own.allowed);
  const { common, my, lodge } = MESSAGES[locale];
  const shown = nearby.map(({ ref, service, lodgedAt, state, dueAt, distance, others }) => ({
    ref,
    facts: (
      <NearbyFacts
        {...{ distance, others }}
        service={service[locale]}
        lodgedOn={lodgedAt.toISOString()}
        dueAt={dueAt?.toISOString() ?? null}
        stateLabel={labelOfState({ state, kind: "complaint" }, locale)}
      />
    ),
  }));
  const { windowEndsAt } = own.status;
  // One a rendering: pressing twice, or going back and pressing again, is still one action.
  const actionIds: Record<OwnerVerb, string> = {
    confirm: randomUUID(),
    dispute: randomUUID(),
    reply: randomUUID(),
    withdraw: randomUUID(),
    keep: randomUUID(),
    escalate: randomUUID(),
    appeal: randomUUID(),
    split: randomUUID(),
    join: randomUUID(),
  };
  return (
    <NextIntlClientProvider messages={{ common: { optional: common.optional }, my: { actions: my.actions } }}>
      <OwnerActions
        act={act}
        blocked={blocked}
        verbs={verbs}
        actionIds={actionIds}
        version={own.version}
        nearby={shown}
        nearbyWords={{ title: lodge.nearby.title, lead: lodge.nearby.lead }}
        answers={own.allowed.includes("PROVIDE_INFO")}
        officeSaid={lastSaid(own.messages, ["RESOLVE"])}
        question={lastSaid(own.messages, ["ASK_INFO"])}
        keepUntil={windowEndsAt && formatDay(new Date(windowEndsAt), locale)}
        done={done}
      >
        {children}
      </OwnerActions>
    </NextIntlClientProvider>
  );
}
