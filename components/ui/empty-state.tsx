import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

type Props = { icon: IconName; title: ReactNode; children?: ReactNode; action?: ReactNode; level?: 1 | 2 | 3 };

/** Nothing here yet: says why, and what to do next. */
export function EmptyState({ icon, title, children, action, level = 2 }: Props) {
  const Heading = `h${level}` as const;
  return (
    <div className="grid justify-items-center gap-3 rounded-lg border border-dashed border-line-strong bg-surface px-5 py-10 text-center">
      <span className="grid size-16 place-items-center rounded-pill bg-brand-soft text-brand">
        <Icon name={icon} className="size-8" />
      </span>
      <Heading className="text-xl">{title}</Heading>
      {children && <div className="max-w-measure text-ink-soft">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}
