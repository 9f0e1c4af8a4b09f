import type { ReactNode } from "react";

type Props = {
  as?: "div" | "section" | "article" | "li";
  labelledBy?: string;
  /** Stands out among other cards. Not by `className`: two border colours on one element are a matter of luck. */
  strong?: boolean;
  className?: string;
  children: ReactNode;
};

export function Card({ as: Element = "div", labelledBy, strong, className = "", children }: Props) {
  return (
    <Element
      aria-labelledby={labelledBy}
      className={`rounded-lg ${strong ? "border-2 border-brand" : "border border-line"} bg-surface p-4 sm:p-6 ${className}`}
    >
      {children}
    </Element>
  );
}
