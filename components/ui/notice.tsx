import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

export type Tone = "info" | "success" | "warning" | "urgent";

const LOOKS: Record<Tone, { box: string; mark: string; icon: IconName }> = {
  info: { box: "border-info/30 border-s-info bg-info-soft", mark: "text-info", icon: "info" },
  success: { box: "border-success/30 border-s-success bg-success-soft", mark: "text-success", icon: "check-circle" },
  warning: { box: "border-warning/30 border-s-warning bg-warning-soft", mark: "text-warning", icon: "alert" },
  urgent: { box: "border-danger/30 border-s-danger bg-danger-soft", mark: "text-danger", icon: "phone-call" },
};

type Props = {
  tone?: Tone;
  title?: ReactNode;
  icon?: IconName;
  children?: ReactNode;
  className?: string;
  live?: boolean;
};

/** Words that must not be missed. `live` has it read out when it appears by script. */
export function Notice({ tone = "info", title, icon, children, className = "", live }: Props) {
  const look = LOOKS[tone];
  return (
    <div
      role={live ? "status" : undefined}
      className={`flex gap-3 rounded-md border border-s-4 p-4 ${look.box} ${className}`}
    >
      <Icon name={icon ?? look.icon} className={`mt-0.5 size-6 ${look.mark}`} />
      <div className="grid min-w-0 flex-1 gap-1">
        {title && <p className="font-bold">{title}</p>}
        {children}
      </div>
    </div>
  );
}
