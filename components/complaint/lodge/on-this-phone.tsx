import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PhoneList } from "./phone-list";

/**
 * Complaints that were lodged here with script: their keys lie in the phone's database, which only script can read.
 * `except` are shown elsewhere on the page; `children` stand in their place when there are none.
 */
export function OnThisPhone({ except, children }: { except: readonly string[]; children?: ReactNode }) {
  const t = useTranslations("lodge.phone");
  const [before = "", after = ""] = t.markup("sent", { date: () => "\n" }).split("\n");
  return (
    <PhoneList
      locale={useLocale()}
      title={t("title")}
      words={{ unsent: t("unsent"), send: t("send"), open: t("open"), sent: [before, after] }}
      except={except}
    >
      {children}
    </PhoneList>
  );
}
