"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** Says nothing of us, loads fast, and anybody may have it open. */
export const NEUTRAL_PAGE = "https://www.google.com/search?q=weather";

/** Without script: a plain link that carries no address of ours along. */
export function LeaveLink() {
  const t = useTranslations("lodge.leave");
  return (
    <p className="text-sm text-ink-soft">
      {t("plainNote")}{" "}
      <a href={NEUTRAL_PAGE} rel="noreferrer" className="font-semibold text-link underline underline-offset-4">
        {t("button")}
      </a>
    </p>
  );
}

/** Always within reach while a sensitive matter is written down. */
export function LeaveButton({ onLeave }: { onLeave: () => void }) {
  const t = useTranslations("lodge.leave");
  return (
    <div className="sticky top-2 z-10 flex justify-end print:hidden">
      <Button type="button" variant="danger" icon="close" onClick={onLeave} className="shadow-md">
        {t("button")}
      </Button>
    </div>
  );
}
