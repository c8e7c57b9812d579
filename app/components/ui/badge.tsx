import clsx from "clsx";
import type { ReactNode } from "react";

export type BadgeTone = "plain" | "accent" | "ok" | "warn" | "danger";

const TONES: Record<BadgeTone, string> = {
  plain: "bg-sunken text-ink-soft",
  accent: "bg-accent-soft text-accent",
  ok: "bg-ok-soft text-ok",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
};

/** A word about a thing: its level, its state. The word says it; the tone only helps. */
export function Badge(props: { tone?: BadgeTone; children: ReactNode; className?: string }) {
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1 rounded-sm px-2 py-0.5 text-sm leading-5 font-semibold whitespace-nowrap",
        TONES[props.tone ?? "plain"],
        props.className,
      )}
    >
      {props.children}
    </span>
  );
}
