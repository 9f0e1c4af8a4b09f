import type { ComponentProps } from "react";
import { Icon, type IconName } from "./icon";

export type ButtonVariant = "primary" | "accent" | "secondary" | "quiet" | "danger";
type Look = { variant?: ButtonVariant; icon?: IconName; iconAfter?: IconName; wide?: boolean; large?: boolean };

const BASE =
  "inline-flex items-center justify-center gap-2 rounded-md border-2 py-2 text-center font-semibold leading-tight no-underline disabled:cursor-not-allowed disabled:opacity-60 print:hidden";

/** `accent` is for green grounds only. */
const VARIANTS: Record<ButtonVariant, string> = {
  primary: "border-brand bg-brand text-on-brand hover:border-brand-deep hover:bg-brand-deep",
  accent: "border-accent bg-accent text-ink hover:border-on-brand hover:bg-on-brand",
  secondary: "border-brand bg-surface text-brand hover:bg-brand-soft",
  quiet: "border-transparent bg-transparent text-link underline underline-offset-4 hover:bg-brand-soft",
  danger: "border-danger bg-danger text-on-brand hover:border-danger-deep hover:bg-danger-deep",
};

/** The classes alone, for elements that are neither `button` nor `a`. On a phone a `wide` button fills its row. */
export function buttonClass({ variant = "primary", wide, large }: Look = {}): string {
  const size = large ? "min-h-16 px-7 text-lg" : "min-h-tap px-5 text-base";
  return `${BASE} ${size} ${VARIANTS[variant]} ${wide ? "w-full sm:w-auto" : ""}`;
}

export function Button({
  variant,
  icon,
  iconAfter,
  wide,
  large,
  className = "",
  children,
  ...rest
}: Look & ComponentProps<"button">) {
  return (
    <button type="submit" {...rest} className={`${buttonClass({ variant, wide, large })} ${className}`}>
      {icon && <Icon name={icon} className="size-5" />}
      {children}
      {iconAfter && <Icon name={iconAfter} className="size-5" />}
    </button>
  );
}

type LinkProps = Look & ComponentProps<"a"> & { href: string };

/** A plain link, never a client-side one: it works without script and while the app is away. */
export function ButtonLink({ variant, icon, iconAfter, wide, large, className = "", children, ...rest }: LinkProps) {
  return (
    <a {...rest} className={`${buttonClass({ variant, wide, large })} ${className}`}>
      {icon && <Icon name={icon} className="size-5" />}
      {children}
      {iconAfter && <Icon name={iconAfter} className="size-5" />}
    </a>
  );
}
