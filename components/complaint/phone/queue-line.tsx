"use client";

import { useEffect, useState } from "react";

type Props = {
  /** Without words it only sends: the page itself shows how it stands. `many` stands before and after the number. */
  words: { one: string; many: [string, string]; show: string; href: string } | null;
};

/**
 * On every page with the public shell: says how much waits on this phone, and sends it, also where the layout of the public
 * pages (phone-ready.tsx) isn't around it; two that ask at once are one sender. While nothing waits it shows nothing.
 */
export function QueueLine({ words }: Props) {
  const [unsent, setUnsent] = useState(0);

  useEffect(() => {
    if (!window.isSecureContext || !("indexedDB" in window)) return;
    let gone = false;
    let end = () => {};
    follow((count) => {
      if (!gone) setUnsent(count);
    }).then(
      (stop) => {
        end = stop;
        if (gone) stop();
      },
      (error: unknown) => console.warn("This phone's complaints could not be sent.", error),
    );
    return () => {
      gone = true;
      end();
    };
  }, []);

  if (!words) return null;
  const [before, after] = words.many;
  return (
    <p
      role="status"
      className="sticky bottom-0 z-10 border-t-2 border-warning bg-warning-soft px-4 py-2 text-center text-sm font-semibold empty:hidden print:hidden"
    >
      {unsent > 0 && (
        <>
          {unsent === 1 ? words.one : `${before}${unsent}${after}`}{" "}
          <a href={words.href} className="inline-flex min-h-tap items-center text-link underline underline-offset-4">
            {words.show}
          </a>
        </>
      )}
    </p>
  );
}

async function follow(show: (unsent: number) => void): Promise<() => void> {
  const { hasTodo } = await import("@/lib/offline/peek");
  if (!(await hasTodo())) return () => {};
  const [{ startSending }, { onChange }, { countUnsent }] = await Promise.all([
    import("@/lib/offline/runner"),
    import("@/lib/offline/changes"),
    import("@/lib/offline/my-complaints"),
  ]);
  const look = async () => show(await countUnsent());
  const stop = onChange(() => void look().catch(() => {}));
  await look();
  startSending();
  return stop;
}
