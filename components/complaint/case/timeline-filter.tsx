type Link = { key: string; href: string; label: string; current: boolean };

/** Which entries, and in which order: plain links, so they work without script and can be sent on. */
export function TimelineFilter({ label, links, order }: { label: string; links: readonly Link[]; order: Link }) {
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 print:hidden">
      <nav aria-label={label}>
        <ul className="flex flex-wrap gap-1.5">
          {links.map(({ key, href, label: text, current }) => (
            <li key={key}>
              <a
                href={href}
                aria-current={current ? "true" : undefined}
                className="inline-flex min-h-11 items-center rounded-pill border border-line-strong px-3.5 text-ink no-underline hover:bg-brand-soft aria-[current]:border-brand aria-[current]:bg-brand aria-[current]:font-semibold aria-[current]:text-on-brand"
              >
                {text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <a href={order.href} className="inline-flex min-h-11 items-center">
        {order.label}
      </a>
    </div>
  );
}
