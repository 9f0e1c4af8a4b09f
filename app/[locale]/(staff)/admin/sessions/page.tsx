import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { TextInput } from "@/components/ui/text-input";
import { listLiveSessions } from "@/lib/data/setup-sessions";
import { formatMoment } from "@/lib/tracking/dates";
import { nameIn } from "@/lib/web/i18n/name-in";
import { requireLocale } from "@/lib/web/i18n/require-locale";
import { paths } from "@/lib/web/paths";
import { requireStaff } from "@/lib/web/session";
import { StaffPage } from "../../staff-page";
import { submitEndSessions } from "../setup-actions";
import { SetupTrail } from "../setup-trail";
import { setupWords } from "../setup-words";

export async function generateMetadata({ params }: PageProps<"/[locale]/admin/sessions">): Promise<Metadata> {
  return { title: (await setupWords(await requireLocale(params))).say("sessions.title") };
}

export default async function SessionsPage({ params, searchParams }: PageProps<"/[locale]/admin/sessions">) {
  const locale = await requireLocale(params);
  const who = await requireStaff(locale, { next: paths.setup(locale, "sessions"), roles: ["admin"] });
  const query = await searchParams;
  const text = String(query.q ?? "")
    .trim()
    .slice(0, 80);
  const [words, rows] = await Promise.all([setupWords(locale), listLiveSessions({ text, now: new Date() })]);
  const { say } = words;
  const done = ["ended", "gone", "closed"].find((known) => known === query.done);
  const many = (userId: string) => rows.filter(({ user, id }) => user.id === userId && id !== who.sessionId).length > 1;
  return (
    <StaffPage locale={locale} here={(other) => paths.setup(other, "sessions")} who={who}>
      <div className="grid gap-5">
        {done && <Notice tone={done === "ended" ? "success" : "warning"} title={say(`sessions.done.${done}`)} live />}
        <SetupTrail locale={locale} words={words} isAdmin title={say("sessions.title")} />
        <p className="max-w-measure text-ink-soft">{say("sessions.lead")}</p>
        <form className="flex flex-wrap items-end gap-3">
          <TextInput id="q" name="q" label={say("search")} defaultValue={text} maxLength={80} dir="auto" />
          <Button variant="secondary">{say("find")}</Button>
        </form>
        <Table
          caption={say("sessions.title")}
          rows={rows}
          rowKey={({ handle }) => handle}
          columns={[
            {
              key: "who",
              header: say("columns.name"),
              cell: ({ user }) => (
                <span className="grid">
                  <a href={paths.setupItem(locale, "officers", user.id)}>{nameIn(locale, user)}</a>
                  <bdi className="text-ink-soft">{user.email}</bdi>
                </span>
              ),
            },
            { key: "since", header: say("sessions.since"), cell: ({ createdAt }) => formatMoment(createdAt, locale) },
            { key: "seen", header: say("sessions.seen"), cell: ({ lastSeenAt }) => formatMoment(lastSeenAt, locale) },
            {
              key: "end",
              header: say("columns.state"),
              cell: ({ id, handle, user }) =>
                id === who.sessionId ? (
                  <Tag tone="success">{say("sessions.own")}</Tag>
                ) : (
                  <span className="flex flex-wrap gap-2">
                    <form action={submitEndSessions.bind(null, { locale, userId: user.id, handle })}>
                      <Button variant="secondary">{say("sessions.end")}</Button>
                    </form>
                    {many(user.id) && (
                      <form action={submitEndSessions.bind(null, { locale, userId: user.id, handle: null })}>
                        <Button variant="danger">{say("sessions.endAll")}</Button>
                      </form>
                    )}
                  </span>
                ),
            },
          ]}
        />
      </div>
    </StaffPage>
  );
}
