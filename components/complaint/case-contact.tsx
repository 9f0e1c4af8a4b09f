"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";

/** `ltr`: a number or address, which always runs from left to right. */
export type ContactRow = { key: string; label: string; value: string; ltr: boolean };

export function ContactRows({ rows }: { rows: readonly ContactRow[] }) {
  return (
    <dl className="grid gap-3">
      {rows.map(({ key, label, value, ltr }) => (
        <div key={key}>
          <dt className="text-xs text-ink-soft">{label}</dt>
          <dd className="font-semibold">
            <bdi dir={ltr ? "ltr" : "auto"}>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a press shows; or in words why it shows nothing. Null for whoever is signed out. */
export type Revealed = ContactRow[] | { refused: string } | null;

type Props = {
  reveal: () => Promise<Revealed>;
  words: { recorded: string; reveal: string; nothing: string };
};

/** The contact of a protected case: shown on a press, and the press is recorded before anything is shown. */
export function HiddenContact({ reveal, words }: Props) {
  const [rows, send, pending] = useActionState<Revealed>(reveal, null);
  if (Array.isArray(rows)) return rows.length > 0 ? <ContactRows rows={rows} /> : <p>{words.nothing}</p>;
  return (
    <form action={send} className="grid gap-3">
      <p className="text-ink-soft">{words.recorded}</p>
      {rows && (
        <p role="alert" className="font-semibold text-warning">
          {rows.refused}
        </p>
      )}
      <div>
        <Button variant="secondary" icon="lock" disabled={pending}>
          {words.reveal}
        </Button>
      </div>
    </form>
  );
}
