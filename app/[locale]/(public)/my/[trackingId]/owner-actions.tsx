"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Notice } from "@/components/ui/notice";
import { type ActionState, FIRST, type OwnerVerb } from "./action-state";
import { type FormContext, PlainForm, SolvedQuestion, WithdrawForm } from "./owner-forms";

type Props = {
  act: (previous: ActionState, form: FormData) => Promise<ActionState>;
  verbs: readonly OwnerVerb[];
  /** One for each form, minted at rendering: the same press twice is one action. */
  actionIds: Readonly<Record<OwnerVerb, string>>;
  version: number;
  /** A message now answers the office's question. */
  answers: boolean;
  officeSaid: string | null;
  question: string | null;
  keepUntil: string | null;
};

/**
 * Everything that the citizen can do now, each a plain form that works without script. One state for all of them, so that
 * a refusal is still told when its form has gone because the complaint has moved on.
 */
export function OwnerActions({ act, verbs, actionIds, version, answers, officeSaid, question, keepUntil }: Props) {
  const t = useTranslations("my");
  const [state, submit, pending] = useActionState(act, FIRST);
  const can = (verb: OwnerVerb) => verbs.includes(verb);
  const context: FormContext = { state, submit, pending, actionIds, version };

  return (
    <div className="grid gap-4">
      <ErrorSummary title={t("actions.errorTitle")} problems={state.problems} attempt={state.attempt} />
      {state.notice && (
        <Notice tone="warning" live title={state.notice.text}>
          {state.notice.changes.length > 0 && (
            <ul className="ms-5 list-disc">
              {state.notice.changes.map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          )}
          {state.notice.after && <p>{state.notice.after}</p>}
        </Notice>
      )}
      {verbs.length === 0 && <p className="text-ink-soft">{t("actions.none")}</p>}
      {(can("confirm") || can("dispute")) && (
        <SolvedQuestion {...context} confirm={can("confirm")} dispute={can("dispute")} officeSaid={officeSaid} />
      )}
      {can("reply") && answers && (
        <PlainForm {...context} verb="reply" words="answer" quote={question} field="text" look="card" />
      )}
      {can("keep") && (
        <PlainForm
          {...context}
          verb="keep"
          words="keep"
          body={t("actions.keep.body", { day: keepUntil ?? "" })}
          look="card"
        />
      )}
      {can("escalate") && (
        <PlainForm
          {...context}
          verb="escalate"
          words="escalate"
          body={t("actions.escalate.body")}
          field="text"
          optional
          look="card"
        />
      )}
      {can("appeal") && (
        <PlainForm
          {...context}
          verb="appeal"
          words="appeal"
          body={t("actions.appeal.body")}
          field="text"
          look="details"
        />
      )}
      {can("reply") && !answers && (
        <PlainForm {...context} verb="reply" words="reply" body={t("actions.reply.body")} field="text" look="details" />
      )}
      {can("split") && (
        <PlainForm {...context} verb="split" words="split" body={t("actions.split.body")} look="details" />
      )}
      {can("withdraw") && <WithdrawForm {...context} />}
    </div>
  );
}
