import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextInput } from "@/components/ui/text-input";
import { listInboxChoices } from "@/lib/data/inbox-choices";
import { listOfficeTags } from "@/lib/data/tags";
import { listTemplates } from "@/lib/data/templates";
import type { StaffActor } from "@/lib/domain/complaint/actor";
import type { Bulk } from "@/lib/domain/inbox";
import { nameIn } from "@/lib/web/i18n/name-in";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

type Sent = Record<string, string | string[] | undefined>;
type Props = { bulk: Bulk; locale: Locale; actor: StaffActor; sent: Sent };

/** What has to be said for one thing to be done to many. */
export async function BulkQuestions({ bulk, locale, actor, sent }: Props) {
  const t = await getTranslations({ locale, namespace: "inbox.bulk" });
  const hidden = <input type="hidden" name="do" value={bulk} />;
  if (bulk === "claim") return hidden;
  if (bulk === "reply") return <ReplyQuestions locale={locale} actor={actor} sent={sent} />;
  if (bulk === "assign") {
    const { desks, officers } = await listInboxChoices(actor);
    const isRouter = actor.role === "router";
    const rows = isRouter ? desks : officers;
    return (
      <>
        {hidden}
        <Select
          id={isRouter ? "desk" : "officer"}
          name={isRouter ? "desk" : "officer"}
          label={t(isRouter ? "assign.desk" : "assign.officer")}
          placeholder={t("assign.choose")}
          options={rows.map((row) => ({ value: row.id, label: nameIn(locale, row) }))}
          required
        />
        <TextArea id="reason" name="reason" label={t("assign.reason")} rows={3} required={!isRouter} />
      </>
    );
  }
  const tags = await listOfficeTags(actor);
  return (
    <>
      {hidden}
      <TextInput
        id="tag"
        name="tag"
        label={t("tag.label")}
        hint={t("tag.hint")}
        list="tags"
        maxLength={40}
        required
        dir="auto"
      />
      <datalist id="tags">
        {tags.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </>
  );
}

type ReplyProps = Omit<Props, "bulk">;

async function ReplyQuestions({ locale, actor, sent }: ReplyProps) {
  const t = await getTranslations({ locale, namespace: "inbox.bulk.reply" });
  const templates = await listTemplates("REPLY", { departmentId: actor.departmentId });
  const template = templates.find(({ id }) => id === sent.template);
  return (
    <>
      <input type="hidden" name="do" value="reply" />
      <TextArea
        id="en"
        name="en"
        label={t("en")}
        hint={t("hint")}
        rows={5}
        lang="en"
        dir="ltr"
        required
        defaultValue={template?.body.en}
      />
      <TextArea
        id="ur"
        name="ur"
        label={t("ur")}
        rows={5}
        lang="ur"
        dir="rtl"
        required
        defaultValue={template?.body.ur}
      />
    </>
  );
}

/** Takes a template's words into the form: a form of its own, so that it works without script. */
export async function TemplateChoice({ locale, actor, sent }: ReplyProps) {
  const t = await getTranslations({ locale, namespace: "inbox.bulk.reply" });
  const templates = await listTemplates("REPLY", { departmentId: actor.departmentId });
  if (templates.length === 0) return null;
  const kept = Object.entries(sent).flatMap(([name, value]) =>
    name === "template" ? [] : [value ?? []].flat().map((one) => ({ name, value: one })),
  );
  return (
    <form action={paths.deskBulk(locale)} className="flex max-w-measure flex-wrap items-end gap-3">
      {kept.map(({ name, value }) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <div className="grow">
        <Select
          id="template"
          name="template"
          label={t("template")}
          placeholder={t("none")}
          options={templates.map(({ id, name }) => ({ value: id, label: name[locale] }))}
          defaultValue={typeof sent.template === "string" ? sent.template : ""}
        />
      </div>
      <Button variant="secondary">{t("take")}</Button>
    </form>
  );
}
