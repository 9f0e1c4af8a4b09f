import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

export type TagTone = "neutral" | "info" | "success" | "warning" | "danger";

const TONES: Record<TagTone, string> = {
  neutral: "border-line-strong/40 bg-sunken text-ink",
  info: "border-info/30 bg-info-soft text-info",
  success: "border-success/30 bg-success-soft text-success",
  warning: "border-warning/30 bg-warning-soft text-warning",
  danger: "border-danger/30 bg-danger-soft text-danger",
};

/** A short state in words; its colour only repeats them. */
export function Tag({ tone = "neutral", icon, children }: { tone?: TagTone; icon?: IconName; children: ReactNode }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 rounded-2xl border px-3 py-0.5 text-sm font-semibold leading-tight ${TONES[tone]}`}
    >
      {icon && <Icon name={icon} className="size-4" />}
      {children}
    </span>
  );
}
