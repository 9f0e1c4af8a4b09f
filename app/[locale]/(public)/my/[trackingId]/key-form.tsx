import { useTranslations } from "next-intl";
import { HelplineNumber } from "@/components/shell/helpline-number";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeText } from "@/components/ui/code-text";
import { Details } from "@/components/ui/details";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextInput } from "@/components/ui/text-input";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import { KeyAtHand } from "./key-at-hand";
import type { KeyError } from "./key-error";

type Props = { locale: Locale; trackingId: string; error: KeyError | null };

/** What anybody sees who has the ID alone: nothing but the way to prove that it is theirs. */
export function KeyForm({ locale, trackingId, error }: Props) {
  const t = useTranslations("my.key");
  const message = error ? t(`errors.${error}`) : undefined;
  return (
    <>
      {message && (
        <ErrorSummary title={t("errorTitle")} problems={[{ fieldId: "claim-key", message }]} attempt={error ?? ""} />
      )}
      <h1 className="text-3xl">{t("title")}</h1>
      <p className="mt-1 text-xl font-bold">
        <CodeText>{trackingId}</CodeText>
      </p>
      <p className="mt-4 mb-6 text-ink-soft">{t("lead")}</p>
      <Card>
        <form id="key-form" method="post" action={paths.myComplaint(locale, trackingId)} className="grid gap-4">
          <TextInput
            id="claim-key"
            name="claimKey"
            label={t("label")}
            hint={t("hint")}
            error={message}
            dir="ltr"
            required
            maxLength={100}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            className="font-mono rtl:text-end"
          />
          <Button wide className="justify-self-start">
            {t("submit")}
          </Button>
          <KeyAtHand trackingId={trackingId} formId="key-form" fieldId="claim-key" words={t("reading")} />
        </form>
      </Card>
      <div className="mt-6 grid gap-4">
        <Details summary={t("noKey")}>
          <p>{t.rich("noKeyBody", { number: () => <HelplineNumber /> })}</p>
          <p>
            <a href={paths.status(locale, trackingId)}>{t("public")}</a>
          </p>
        </Details>
      </div>
    </>
  );
}
