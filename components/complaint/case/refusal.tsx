import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { Refused } from "../case-actions";
import type { ActionWords } from "./case-words";
import { SeenTable } from "./meanwhile";

type Props = { refused: Refused; words: ActionWords; reloadHref: string };

/**
 * Why a press did nothing. Where somebody else was quicker: who did what, what the case looked like before and looks like
 * now, and the way on, which is one press to do it all the same where that is still allowed.
 */
export function Refusal({ refused, words, reloadHref }: Props) {
  const { changes, message, meanwhile } = refused;
  const captions = {
    caption: words.seenCaption,
    what: words.seenWhat,
    before: words.seenBefore,
    now: words.seenNow,
    changed: words.seenChanged,
  };
  return (
    <div role="alert">
      <Notice tone="warning" title={message}>
        {changes && changes.length > 0 && (
          <ul className="list-disc ps-5">
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        )}
        {meanwhile && <SeenTable rows={meanwhile.rows} words={captions} />}
        {changes && meanwhile ? (
          <WayOn meanwhile={meanwhile} words={words} />
        ) : (
          <p>{changes ? words.staleBody : words.kept}</p>
        )}
        <p>
          <a href={reloadHref}>{words.reload}</a>
        </p>
      </Notice>
    </div>
  );
}

type WayOnProps = { meanwhile: NonNullable<Refused["meanwhile"]>; words: ActionWords };

function WayOn({ meanwhile: { stillAllowed, instead }, words }: WayOnProps) {
  if (stillAllowed) {
    return (
      <>
        <p>{words.staleBody}</p>
        {/* Within the form that was refused, so it sends what is typed there, on top of what is there now. */}
        <div>
          <Button variant="secondary" icon="check">
            {words.staleOnTop}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <p>{words.staleGone}</p>
      <p>{instead.length > 0 ? `${words.instead} ${instead.join(" · ")}` : words.nothingElse}</p>
    </>
  );
}

/** The press came too late for this button. Nothing that was typed is thrown away. */
export function Gone({ refused, words, reloadHref }: Props) {
  const typed = Object.values(refused.typed)
    .flat()
    .filter((text) => text.trim().length > 20);
  return (
    <div className="grid gap-3">
      <Refusal refused={refused} words={words} reloadHref={reloadHref} />
      {typed.length > 0 && (
        <div>
          <p className="font-semibold">{words.lost}</p>
          {typed.map((text) => (
            <p key={text} dir="auto" className="whitespace-pre-line rounded-md border border-line bg-sunken p-3">
              {text}
            </p>
          ))}
        </div>
      )}
    </div>
  );
}
