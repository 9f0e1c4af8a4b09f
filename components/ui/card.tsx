import type { ReactNode } from "react";

type Props = {
  as?: "div" | "section" | "article" | "li";
  labelledBy?: string;
  className?: string;
  children: ReactNode;
};

export function Card({ as: Element = "div", labelledBy, className = "", children }: Props) {
  return (
    <Element
      aria-labelledby={labelledBy}
      className={`rounded-lg border border-line bg-surface p-4 sm:p-6 ${className}`}
    >
      {children}
    </Element>
  );
}
