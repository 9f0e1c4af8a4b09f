import { ICON_SHAPES } from "./icon-shapes";

export type IconName = keyof typeof ICON_SHAPES;

/** Arrows point with the reading direction. */
const MIRRORED: ReadonlySet<IconName> = new Set(["arrow", "arrow-back", "sign-out"]);

export function isIconName(name: string): name is IconName {
  return Object.hasOwn(ICON_SHAPES, name);
}

type Props = { name: IconName; className?: string };

/** Decoration beside words: hidden from screen readers, so the words must always be there. */
export function Icon({ name, className = "size-6" }: Props) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`${className} shrink-0 ${MIRRORED.has(name) ? "rtl:-scale-x-100" : ""}`}
    >
      {ICON_SHAPES[name].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}
