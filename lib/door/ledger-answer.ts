import { pageHeaders } from "@/lib/tracking/headers";
import { renderLedgerPage } from "@/lib/tracking/ledger-page";
import type { Locale } from "@/lib/web/i18n/routing";
import type { OutageLedger } from "./ledger";

const PAGE = /^\/(ur\/)?status\/?$/;

/** The public ledger's page; null for every other path. It needs no app. */
export function answerLedger(ledger: Pick<OutageLedger, "list">, path: string): Response | null {
  const page = PAGE.exec(path);
  if (!page) return null;
  const locale: Locale = page[1] ? "ur" : "en";
  const now = new Date();
  const { "x-robots-tag": _, ...headers } = pageHeaders(); // nobody's ID is in it
  return new Response(renderLedgerPage({ locale, ledger: ledger.list(now), now }), { headers });
}
