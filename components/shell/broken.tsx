"use client";

import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { Locale } from "@/lib/web/i18n/routing";
import { paths } from "@/lib/web/paths";
import en from "@/messages/en/errors.json";
import ur from "@/messages/ur/errors.json";

const WORDS = { en: en.broken, ur: ur.broken };

/** Says it in one language without a provider: whatever broke may have been the provider. */
export function Broken({ locale, onRetry }: { locale: Locale; onRetry: () => void }) {
  const words = WORDS[locale];
  return (
    <main id="main" className="mx-auto max-w-[44rem] px-4 py-12">
      <EmptyState
        level={1}
        icon="alert"
        title={words.title}
        action={
          <>
            <Button type="button" onClick={onRetry}>
              {words.retry}
            </Button>
            <ButtonLink href={paths.track(locale)} variant="secondary">
              {words.track}
            </ButtonLink>
          </>
        }
      >
        <p>{words.body}</p>
      </EmptyState>
    </main>
  );
}
