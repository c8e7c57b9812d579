import clsx from "clsx";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "bg-accent text-accent-ink border-transparent hover:brightness-110",
  secondary: "bg-surface text-ink border-line-strong hover:bg-sunken",
  quiet: "bg-transparent text-ink-soft border-transparent hover:bg-sunken hover:text-ink",
  danger: "bg-surface text-danger border-danger hover:bg-danger-soft",
};

const SIZES: Record<ButtonSize, string> = {
  sm: "min-h-8 px-3 text-small max-sm:min-h-10",
  md: "min-h-10 px-4 text-base",
  lg: "min-h-12 px-6 text-lg",
};

/** The look that a button and a link dressed as one share. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize): string {
  return clsx(
    "inline-flex items-center justify-center gap-2 rounded-md border font-semibold no-underline",
    "transition-[background-color,filter] duration-100 select-none",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-70",
    VARIANTS[variant],
    SIZES[size],
  );
}
