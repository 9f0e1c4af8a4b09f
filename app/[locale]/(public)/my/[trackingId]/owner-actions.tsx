"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState, useEffect, useRef } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Notice } from "@/components/ui/notice";
import { type ActionState, FIRST, type OwnerVerb } from "./action-state";
import { type FormContext, JoinForm, PlainForm, SolvedQuestion, WithdrawForm } from "./owner-forms";

type Props = {
  act: (previous: ActionState, form: FormData) => Promise<ActionState>;
  /** Why nothing can be done just now, in words; the buttons then can't be pressed. */
  blocked: string | null;
  verbs: readonly OwnerVerb[];
  /** One for each form, minted at rendering: the same press twice is one action. */
  actionIds: Readonly<Record<OwnerVerb, string>>;
  version: number;
  /** A message now answers the office's question. */
  answers: boolean;
  officeSaid: string | null;
  question: string | null;
  keepUntil: string | null;
  /** Open complaints of the same place, each to be joined. */
  nearby: readonly { ref: string; facts: ReactNode }[];
  /** What stands above them. */
  nearbyWords: { title: string; lead: string };
  /** What was done just before; a later refusal takes its place. */
  done: string | null;
  /** Stands between the news and the forms. */
  children: ReactNode;
};

/**
 * Everything that the citizen can do now, each a plain form that works without script. One state for all of them, so that
 * a refusal is still told when its form has gone because the complaint has moved on.
 */
export function OwnerActions({
  act,
  blocked,
  verbs,
  actionIds,
  version,
  nearby,
  nearbyWords,
  done,
  children,
  ...texts
}: Props) {
  const t = useTranslations("my");
  const [state, submit, pending] = useActionState(act, FIRST);
  const can = (verb: OwnerVerb) => verbs.includes(verb) && (verb !== "join" || nearby.length > 0);
  const { answers, officeSaid, question, keepUntil } = texts;
  const context: FormContext = { state, submit, pending: pending || blocked !== null, actionIds, version };

  return (
    <div className="grid gap-4">
      <ErrorSummary title={t("actions.errorTitle")} problems={state.problems} attempt={state.attempt} />
      {state.notice && <RefusalNotice key={state.attempt} notice={state.notice} />}
      {done && state.attempt === 0 && <Notice tone="success" live title={done} />}
      {children}
      {blocked && verbs.some(can) && <p className="font-semibold text-warning">{blocked}</p>}
      {!verbs.some(can) && <p className="text-ink-soft">{t("actions.none")}</p>}
      {(can("confirm") || can("dispute")) && (
        <SolvedQuestion {...context} confirm={can("confirm")} dispute={can("dispute")} officeSaid={officeSaid} />
      )}
      {can("reply") && answers && (
        <PlainForm {...context} verb="reply" words="answer" quote={question} field="text" look="card" />
      )}
      {can("join") && <JoinForm {...context} nearby={nearby} words={nearbyWords} />}
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

/** Above the forms, while the button that was pressed may be far below: so it takes the focus. */
function RefusalNotice({ notice }: { notice: NonNullable<ActionState["notice"]> }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} role="alert" className="rounded-md">
      <Notice tone="warning" title={notice.text}>
        {notice.changes.length > 0 && (
          <ul className="ms-5 list-disc">
            {notice.changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        )}
        {notice.after && <p>{notice.after}</p>}
      </Notice>
    </div>
  );
}
