"use client";

import { useRef } from "react";
import { Checkbox } from "@/components/ui/choice-cards";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { KeyCaps } from "./key-caps";
import { KEY_MAP, KEY_SCOPES, type KeyName, type KeyScope } from "./key-map";
import { switchKeys } from "./key-store";
import { useKeys, useOfferedKeys } from "./keys";

export type KeyWords = Record<
  "button" | "then" | "title" | "lead" | "close" | "switch" | "switchHint" | "off" | "guide" | "alsoTitle" | "also",
  string
> & {
  names: Record<KeyName, string>;
  scopes: Record<"everywhere" | "here", string>;
};

type Props = { words: KeyWords; deskHref: string; guideHref: string; keyboardHref: string };

/** The keyboard's map at `?` and behind a button: only what the page offers just now, and the switch that turns keys off. */
export function KeyHelp({ words, deskHref, guideHref, keyboardHref }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { names, on } = useOfferedKeys();
  const open = () => {
    if (!dialog.current?.open) dialog.current?.showModal();
  };
  useKeys({
    help: open,
    goDesk: () => window.location.assign(deskHref),
    goGuide: () => window.location.assign(guideHref),
  });
  const isEverywhere = (name: KeyName) => (KEY_MAP[name].scopes as readonly KeyScope[]).includes(KEY_SCOPES[0]);
  return (
    <>
      <button
        type="button"
        onClick={open}
        aria-haspopup="dialog"
        aria-keyshortcuts={on ? "?" : undefined}
        className="inline-flex min-h-11 items-center gap-2 rounded-md px-2 font-semibold text-on-brand hover:bg-brand"
      >
        <Icon name="help" className="size-5" />
        <span className="max-sm:sr-only">{words.button}</span>
      </button>
      <Dialog ref={dialog} title={words.title} closeLabel={words.close}>
        <p className="max-w-measure">{on ? words.lead : words.off}</p>
        <div className={`grid gap-6 sm:grid-cols-2 ${on ? "" : "text-ink-soft"}`}>
          <KeyList title={words.scopes.here} names={names.filter((name) => !isEverywhere(name))} words={words} />
          <KeyList title={words.scopes.everywhere} names={names.filter(isEverywhere)} words={words} />
        </div>
        <div>
          <h3 className="text-base">{words.alsoTitle}</h3>
          <p className="max-w-measure">{words.also}</p>
        </div>
        <Checkbox
          name="keys"
          label={words.switch}
          hint={words.switchHint}
          checked={on}
          onChange={(event) => switchKeys(event.target.checked)}
        />
        <p>
          <a href={keyboardHref}>{words.guide}</a>
        </p>
      </Dialog>
    </>
  );
}

function KeyList({ title, names, words }: { title: string; names: readonly KeyName[]; words: KeyWords }) {
  if (names.length === 0) return null;
  return (
    <section>
      <h3 className="text-base">{title}</h3>
      <dl className="mt-2 grid grid-cols-[minmax(4.5rem,auto)_1fr] gap-x-3 gap-y-2">
        {names.map((name) => (
          <div key={name} className="contents">
            <dt>
              <KeyCaps name={name} then={words.then} />
            </dt>
            <dd>{words.names[name]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
