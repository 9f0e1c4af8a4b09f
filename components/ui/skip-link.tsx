/** First thing on the keyboard's way: past the header to `#main`. */
export function SkipLink({ label }: { label: string }) {
  return (
    <a
      href="#main"
      className="absolute start-3 top-2 z-10 -translate-y-24 rounded-md bg-ink px-4 py-3 font-semibold text-on-brand focus:translate-y-0"
    >
      {label}
    </a>
  );
}
