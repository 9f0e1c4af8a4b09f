"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type Picture = { href: string; name: string };
/** `place` has {number} and {all} in it. */
type Words = { title: string; close: string; next: string; previous: string; open: string; place: string };

/**
 * Pictures among its children (`data-picture`) open large over the page, and one goes on to the next by button or arrow up
 * and down. Without script each opens in a tab of its own, as it does with a modifier held.
 */
export function PictureViewer({ words, children }: { words: Words; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const [pictures, setPictures] = useState<readonly Picture[]>([]);
  const [at, setAt] = useState(0);
  const shown = pictures[at];

  useEffect(() => {
    const within = box.current;
    function onClick(event: MouseEvent): void {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-picture]") : null;
      if (!link || !within) return;
      event.preventDefault();
      const links = Array.from(within.querySelectorAll<HTMLAnchorElement>("a[data-picture]"));
      setPictures(links.map((one) => ({ href: one.href, name: one.dataset.picture ?? "" })));
      setAt(links.indexOf(link));
      dialog.current?.showModal();
    }
    within?.addEventListener("click", onClick);
    return () => within?.removeEventListener("click", onClick);
  }, []);

  const go = (step: number) => setAt((now) => (now + step + pictures.length) % pictures.length);
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || pictures.length < 2) return;
    event.preventDefault();
    go(step);
  }

  return (
    <div ref={box}>
      {children}
      <Dialog ref={dialog} title={shown?.name ?? words.title} closeLabel={words.close}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows repeat what the buttons do */}
        <div onKeyDown={onKeyDown} className="grid gap-3">
          {shown && (
            // biome-ignore lint/performance/noImgElement: Next's optimizer would keep copies of what only staff may see
            <img src={shown.href} alt={shown.name} className="max-h-[65dvh] w-full bg-sunken object-contain" />
          )}
          <div className="flex flex-wrap items-center gap-3">
            {pictures.length > 1 && (
              <>
                <Button type="button" variant="secondary" onClick={() => go(-1)}>
                  {words.previous}
                </Button>
                <Button type="button" variant="secondary" onClick={() => go(1)}>
                  {words.next}
                </Button>
                <p role="status">
                  {words.place.replace("{number}", String(at + 1)).replace("{all}", String(pictures.length))}
                </p>
              </>
            )}
            {shown && (
              <a href={shown.href} target="_blank" rel="noopener">
                {words.open}
              </a>
            )}
          </div>
        </div>
      </Dialog>
    </div>
  );
}
