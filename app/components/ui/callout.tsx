import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type CalloutTone = "info" | "ok" | "warn" | "danger";

const TONES: Record<CalloutTone, { icon: LucideIcon; box: string; ink: string }> = {
  info: { icon: Info, box: "bg-accent-soft border-accent", ink: "text-accent" },
  ok: { icon: CircleCheck, box: "bg-ok-soft border-ok", ink: "text-ok" },
  warn: { icon: TriangleAlert, box: "bg-warn-soft border-warn", ink: "text-warn" },
  danger: { icon: CircleAlert, box: "bg-danger-soft border-danger", ink: "text-danger" },
};

/**
 * A message set apart, told by icon and word before colour. `role` "alert" or "status" when it
 * appears after the page did.
 */
export function Callout(props: {
  tone: CalloutTone;
  title?: ReactNode;
  children?: ReactNode;
  role?: "alert" | "status";
  className?: string;
}) {
  const tone = TONES[props.tone];
  const Icon = tone.icon;
  return (
    <div
      role={props.role}
      className={clsx("flex gap-3 rounded-md border-l-4 px-4 py-3", tone.box, props.className)}
    >
      <Icon aria-hidden className={clsx("mt-[0.15em] size-5 shrink-0", tone.ink)} />
      <div className="min-w-0">
        {props.title !== undefined && <p className="font-semibold">{props.title}</p>}
        {props.children}
      </div>
    </div>
  );
}
