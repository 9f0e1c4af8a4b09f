import { ButtonLink } from "./button";

type Page = { href: string; label: string };

/** Keyset paging has no page numbers: only the way back and the way on. */
export function Pagination({ label, previous, next }: { label: string; previous?: Page; next?: Page }) {
  if (!previous && !next) return null;
  return (
    <nav aria-label={label} className="mt-6 flex flex-wrap justify-between gap-3">
      {previous && (
        <ButtonLink href={previous.href} rel="prev" variant="secondary" icon="arrow-back">
          {previous.label}
        </ButtonLink>
      )}
      {next && (
        <ButtonLink href={next.href} rel="next" variant="secondary" iconAfter="arrow" className="ms-auto">
          {next.label}
        </ButtonLink>
      )}
    </nav>
  );
}
