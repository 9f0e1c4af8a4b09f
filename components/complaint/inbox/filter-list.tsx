"use client";

import { useEffect, useRef, useState } from "react";
import { useKeys } from "@/components/shell/keys";

export type FilterItem = {
  key: string;
  label: string;
  href: string;
  /** Null where it isn't counted. */
  value: number | null;
  tone?: "danger" | "warning";
  current: boolean;
};
export type Figures = { counts: Record<string, number>; own: Record<string, number>; news: number };
type Props = {
  label: string;
  ownLabel: string;
  items: readonly FilterItem[];
  own: readonly FilterItem[];
  /** Where the figures are asked for, again and again. */
  countsHref: string;
  newsHref: string;
  /** "{count}" stands for the number. */
  newsWords: { one: string; many: string; show: string };
};

const EVERY_MS = 10_000;
const TONES = { danger: "text-danger", warning: "text-warning" } as const;

/**
 * The filters with their figures, which stay true while the page is open. Rows never move under the hand: what is new is
 * said in a line, and shown when that is asked for.
 */
export function FilterList({ label, ownLabel, items, own, countsHref, newsHref, newsWords }: Props) {
  const figures = useFigures(countsHref);
  const figureOf = ({ key, value }: FilterItem, of: "counts" | "own") => figures?.[of][key] ?? value;
  const all = [...items, ...own];
  const go = (position: number) => () => {
    const href = all[position]?.href;
    if (href) location.assign(href);
  };
  useKeys({
    filter1: all[0] && go(0),
    filter2: all[1] && go(1),
    filter3: all[2] && go(2),
    filter4: all[3] && go(3),
    filter5: all[4] && go(4),
    filter6: all[5] && go(5),
    filter7: all[6] && go(6),
    filter8: all[7] && go(7),
    filter9: all[8] && go(8),
  });
  const news = figures?.news ?? 0;
  return (
    <div className="grid gap-4">
      <nav aria-label={label}>
        <ul className="flex flex-wrap gap-1 lg:grid">
          {items.map((item, position) => (
            <Filter key={item.key} item={item} value={figureOf(item, "counts")} first={position === 0} />
          ))}
        </ul>
      </nav>
      {own.length > 0 && (
        <nav aria-labelledby="own-filters">
          <h2 id="own-filters" className="mb-1 px-3 text-sm text-ink-soft">
            {ownLabel}
          </h2>
          <ul className="flex flex-wrap gap-1 lg:grid">
            {own.map((item) => (
              <Filter key={item.key} item={item} value={figureOf(item, "own")} />
            ))}
          </ul>
        </nav>
      )}
      <p role="status" className={news > 0 ? "rounded-md bg-accent-soft px-3 py-2" : "sr-only"}>
        {news > 0 && (
          <>
            {(news === 1 ? newsWords.one : newsWords.many).replace("{count}", String(news))}{" "}
            <a href={newsHref} className="inline-flex min-h-11 items-center font-semibold">
              {newsWords.show}
            </a>
          </>
        )}
      </p>
    </div>
  );
}

type FilterProps = { item: FilterItem; value: number | null; first?: boolean };

function Filter({ item: { label, href, tone, current }, value, first = false }: FilterProps) {
  const look = tone && value ? TONES[tone] : "text-ink";
  // On a phone an empty one would only push the list itself down.
  const isIdle = value === 0 && !current && !first;
  return (
    <li className={isIdle ? "max-lg:hidden" : undefined}>
      <a
        href={href}
        aria-current={current ? "true" : undefined}
        className="flex min-h-11 items-center justify-between gap-3 rounded-md border border-line px-3 py-1 text-ink no-underline hover:bg-surface aria-[current]:border-brand aria-[current]:bg-brand-soft aria-[current]:font-semibold lg:border-transparent"
      >
        <span>{label}</span>
        {value !== null && <bdi className={`font-bold tabular-nums ${look}`}>{value}</bdi>}
      </a>
    </li>
  );
}

/** Asked for while somebody looks; a page in the background asks nothing. */
function useFigures(href: string): Figures | null {
  const [figures, setFigures] = useState<Figures | null>(null);
  const etag = useRef<string | null>(null);
  useEffect(() => {
    let stopped = false;
    async function look(): Promise<void> {
      if (document.visibilityState !== "visible") return;
      try {
        const headers: HeadersInit = etag.current ? { "if-none-match": etag.current } : {};
        const answer = await fetch(href, { headers, cache: "no-store" });
        if (answer.status !== 200 || stopped) return;
        etag.current = answer.headers.get("etag");
        setFigures((await answer.json()) as Figures);
      } catch (error) {
        console.info("The figures couldn't be asked for just now.", error);
      }
    }
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      stopped = true;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [href]);
  return figures;
}
