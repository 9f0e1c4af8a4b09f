"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RatingField } from "@/components/complaint/rating-field";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RadioGroup } from "@/components/ui/choice-cards";
import { Details } from "@/components/ui/details";
import { Icon } from "@/components/ui/icon";
import { TextArea } from "@/components/ui/text-area";
import { TEXT_LIMIT } from "@/lib/domain/complaint/action-input";
import type { ActionState, OwnerVerb } from "./action-state";

export type FormContext = {
  state: ActionState;
  submit: (form: FormData) => void;
  pending: boolean;
  actionIds: Readonly<Record<OwnerVerb, string>>;
  version: number;
};

type FrameProps = FormContext & { verb: OwnerVerb; children: ReactNode };

/** The form itself, with what every action carries. */
function ActionForm({ verb, submit, actionIds, version, children }: FrameProps) {
  return (
    <form action={submit} className="grid gap-4">
      <input type="hidden" name="verb" value={verb} />
      <input type="hidden" name="actionId" value={actionIds[verb]} />
      <input type="hidden" name="version" value={version} />
      {children}
    </form>
  );
}

function errorOf(state: ActionState, fieldId: string): string | undefined {
  return state.problems.find((problem) => problem.fieldId === fieldId)?.message;
}

/** What was typed into this form before it was refused. */
function typedInto(state: ActionState, verb: OwnerVerb, name: string): string | undefined {
  return state.verb === verb ? state.values[name] : undefined;
}

type PlainProps = FormContext & {
  verb: OwnerVerb;
  words: "answer" | "reply" | "escalate" | "appeal" | "keep" | "split";
  body?: string;
  quote?: string | null;
  field?: "text";
  optional?: boolean;
  look: "card" | "details";
};

/** A form of one text at most. */
export function PlainForm({ words, body, quote, field, optional, look, ...context }: PlainProps) {
  const t = useTranslations("my.actions");
  const common = useTranslations("common");
  const { verb, state, pending } = context;
  const id = `${verb}-text`;
  const hint = words === "answer" || words === "reply" || words === "appeal" ? t(`${words}.hint`) : undefined;
  const form = (
    <ActionForm {...context}>
      {body && <p>{body}</p>}
      {quote && <Quote>{quote}</Quote>}
      {field && words !== "keep" && words !== "split" && (
        <TextArea
          id={id}
          name="text"
          label={t(`${words}.label`)}
          hint={hint}
          error={errorOf(state, id)}
          optional={optional ? common("optional") : undefined}
          required={!optional}
          maxLength={TEXT_LIMIT}
          rows={4}
          defaultValue={typedInto(state, verb, "text")}
        />
      )}
      <Button disabled={pending} wide className="justify-self-start">
        {t(`${words}.submit`)}
      </Button>
    </ActionForm>
  );
  if (look === "details") {
    return (
      <Details summary={t(`${words}.title`)} open={state.verb === verb}>
        {form}
      </Details>
    );
  }
  return (
    <Card as="section" strong>
      <h3 className="mb-3 text-xl">{t(`${words}.title`)}</h3>
      {form}
    </Card>
  );
}

type JoinProps = FormContext & {
  nearby: readonly { ref: string; facts: ReactNode }[];
  words: { title: string; lead: string };
};

/** "Is it one of these?", asked of whoever lodged without script. */
export function JoinForm({ nearby, words, ...context }: JoinProps) {
  const t = useTranslations("my.actions.join");
  return (
    <Card as="section" labelledBy="nearby">
      <h3 id="nearby" className="text-xl">
        {words.title}
      </h3>
      <p className="mt-1 text-ink-soft">{words.lead}</p>
      <ul className="mt-4 divide-y divide-line border-t border-line">
        {nearby.map(({ ref, facts }) => (
          <li key={ref} className="grid gap-3 py-4">
            {facts}
            <ActionForm {...context} verb="join">
              <input type="hidden" name="ref" value={ref} />
              <Button disabled={context.pending} icon="check" variant="secondary" wide className="justify-self-start">
                {t("submit")}
              </Button>
            </ActionForm>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type QuestionProps = FormContext & { confirm: boolean; dispute: boolean; officeSaid: string | null };

/** The question that this portal is about: the office says "solved", the citizen decides. */
export function SolvedQuestion({ confirm, dispute, officeSaid, ...context }: QuestionProps) {
  const t = useTranslations("my.actions");
  return (
    <Card as="section" labelledBy="solved-question" strong>
      <h3 id="solved-question" className="text-2xl">
        {t("confirm.question")}
      </h3>
      <p className="mt-1 text-ink-soft">{t("confirm.lead")}</p>
      {officeSaid && (
        <div className="mt-4 grid gap-1">
          <p className="text-sm font-semibold">{t("confirm.officeSaid")}</p>
          <Quote>{officeSaid}</Quote>
        </div>
      )}
      <div className="mt-5 grid gap-4 lg:grid-cols-2">
        {confirm && <ConfirmForm {...context} />}
        {dispute && <DisputeForm {...context} />}
      </div>
    </Card>
  );
}

function ConfirmForm(context: FormContext) {
  const t = useTranslations("my.actions.confirm");
  const common = useTranslations("common");
  const { state, pending } = context;
  return (
    <div className="grid content-start gap-3 rounded-md border border-success/40 bg-success-soft p-4">
      <Answer icon="check-circle" look="text-success" title={t("yes")} body={t("yesBody")} />
      <ActionForm {...context} verb="confirm">
        <RatingField
          id="confirm-rating"
          name="rating"
          legend={t("rating")}
          optional={common("optional")}
          error={errorOf(state, "confirm-rating")}
          words={[t("ratings.1"), t("ratings.2"), t("ratings.3"), t("ratings.4"), t("ratings.5")]}
          defaultValue={typedInto(state, "confirm", "rating")}
        />
        <Button disabled={pending} icon="check" className="w-full">
          {t("submit")}
        </Button>
      </ActionForm>
    </div>
  );
}

function DisputeForm(context: FormContext) {
  const t = useTranslations("my.actions.dispute");
  const { state, pending } = context;
  return (
    <div className="grid content-start gap-3 rounded-md border border-danger/40 bg-danger-soft p-4">
      <Answer icon="close" look="text-danger" title={t("no")} body={t("noBody")} />
      <ActionForm {...context} verb="dispute">
        <TextArea
          id="dispute-text"
          name="text"
          label={t("label")}
          hint={t("hint")}
          error={errorOf(state, "dispute-text")}
          required
          maxLength={TEXT_LIMIT}
          rows={3}
          defaultValue={typedInto(state, "dispute", "text")}
        />
        <Button disabled={pending} variant="danger" className="w-full">
          {t("submit")}
        </Button>
      </ActionForm>
    </div>
  );
}

type AnswerProps = { icon: "check-circle" | "close"; look: string; title: string; body: string };

function Answer({ icon, look, title, body }: AnswerProps) {
  return (
    <div className="flex gap-3">
      <Icon name={icon} className={`mt-1 size-7 ${look}`} />
      <div>
        <h4 className={`text-xl ${look}`}>{title}</h4>
        <p>{body}</p>
      </div>
    </div>
  );
}

export function WithdrawForm(context: FormContext) {
  const t = useTranslations("my.actions.withdraw");
  const { state, pending } = context;
  return (
    <Details summary={t("title")} open={state.verb === "withdraw"}>
      <ActionForm {...context} verb="withdraw">
        <p>{t("body")}</p>
        <RadioGroup
          id="withdraw-pressured"
          name="pressured"
          label={t("pressured")}
          hint={t("pressuredHint")}
          error={errorOf(state, "withdraw-pressured")}
          choices={[
            { value: "no", label: t("no") },
            { value: "yes", label: t("yes") },
          ]}
          control={{ required: true }}
          defaultValue={typedInto(state, "withdraw", "pressured")}
        />
        <Button disabled={pending} variant="secondary" wide className="justify-self-start">
          {t("submit")}
        </Button>
      </ActionForm>
    </Details>
  );
}

function Quote({ children }: { children: string }) {
  return (
    <blockquote dir="auto" className="border-s-4 border-line-strong bg-sunken px-4 py-3 whitespace-pre-line">
      {children}
    </blockquote>
  );
}
