import { FieldGroup } from "@/components/ui/field";

type Props = {
  id: string;
  name: string;
  legend: string;
  /** The word "optional" in the page's language; given only where it is. */
  optional?: string;
  error?: string;
  /** Of 1 to 5; the first and the last stand below the row, all are read out. */
  words: readonly [string, string, string, string, string];
  defaultValue?: string;
};

/** One to five, in one row that a thumb can reach. */
export function RatingField({ id, name, legend, optional, error, words, defaultValue }: Props) {
  return (
    <FieldGroup id={id} label={legend} optional={optional} error={error}>
      <div>
        <div className="grid grid-cols-5 gap-2">
          {words.map((word, i) => {
            const value = String(i + 1);
            return (
              <label
                key={value}
                className="grid min-h-tap place-items-center rounded-md border-2 border-line-strong bg-surface text-lg font-bold has-checked:border-brand has-checked:bg-brand has-checked:text-on-brand has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink"
              >
                <input
                  type="radio"
                  name={name}
                  value={value}
                  defaultChecked={value === defaultValue}
                  className="sr-only"
                />
                <span aria-hidden="true">{value}</span>
                <span className="sr-only">
                  {value}: {word}
                </span>
              </label>
            );
          })}
        </div>
        <p aria-hidden="true" className="mt-1 flex justify-between text-sm text-ink-soft">
          <span>{words[0]}</span>
          <span>{words[4]}</span>
        </p>
      </div>
    </FieldGroup>
  );
}
