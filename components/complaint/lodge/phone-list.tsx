"use client";

import { type ReactNode, useEffect, useState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeText } from "@/components/ui/code-text";
import type { LocalComplaint } from "@/lib/offline/database";
import { formatDay } from "@/lib/tracking/dates";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";

type Props = {
  locale: Locale;
  title: string;
  /** `sent` stands before and after the day: "Sent on …". */
  words: { unsent: string; send: string; open: string; sent: [string, string] };
  except: readonly string[];
  children?: ReactNode;
};

/** What lies in this phone's own database; `children` where nothing does. */
export function PhoneList({ locale, title, words, except, children }: Props) {
  const [complaints, setComplaints] = useState<LocalComplaint[]>([]);

  useEffect(() => {
    if (!("indexedDB" in window)) return;
    import("@/lib/offline/my-complaints")
      .then(({ listMyComplaints }) => listMyComplaints())
      .then(setComplaints, (error: unknown) => console.warn("This phone's complaints could not be read.", error));
  }, []);

  const shown = complaints.filter(({ trackingId }) => !except.includes(trackingId));
  if (shown.length === 0) return children;
  return (
    <section className="mt-6 grid gap-3">
      <h2 className="text-xl">{title}</h2>
      <ul className="grid gap-3">
        {shown.map(({ trackingId, claimKey, savedAt, delivery }) => (
          <Card as="li" key={trackingId} className="flex flex-wrap items-center justify-between gap-3">
            <div>
              <CodeText className="font-bold">{trackingId}</CodeText>
              <p className="text-sm text-ink-soft">
                {delivery === "waiting" ? words.unsent : words.sent.join(formatDay(new Date(savedAt), locale))}
              </p>
            </div>
            {delivery === "waiting" ? (
              <ButtonLink href={paths.lodge(locale)}>{words.send}</ButtonLink>
            ) : (
              // The key goes in the part of the address that no server sees; the page takes it out at once.
              <ButtonLink variant="secondary" href={`${paths.myComplaint(locale, trackingId)}#k=${claimKey}`}>
                {words.open}
              </ButtonLink>
            )}
          </Card>
        ))}
      </ul>
    </section>
  );
}
