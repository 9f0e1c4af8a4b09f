import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { SharedVote } from "@/lib/data/votes";

/** How many share it and how they have answered: numbers, never who. */
export function SharedCard({ shared }: { shared: SharedVote }) {
  const t = useTranslations("my.shared");
  const { confirmed, disputed, of, mine } = shared;
  return (
    <Card as="section" labelledBy="shared">
      <h2 id="shared" className="mb-1 text-xl">
        {t("title")}
      </h2>
      <p>{of > 1 ? t("people", { count: of - 1 }) : t("alone")}</p>
      {(confirmed > 0 || disputed > 0) && (
        <ul className="mt-2 ms-5 list-disc">
          {confirmed > 0 && <li>{t("confirmed", { confirmed, of })}</li>}
          {disputed > 0 && <li>{t("disputed", { disputed, of })}</li>}
        </ul>
      )}
      {mine && <p className="mt-2 font-semibold">{t(`mine.${mine}`)}</p>}
      <p className="mt-2 text-sm text-ink-soft">{t("rule")}</p>
    </Card>
  );
}
