import clsx from "clsx";
import { useEffect, useRef } from "react";
import { CircleAlert, CircleCheck, CloudOff, CloudUpload, Hourglass, Split } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import type { SaveKind, SaveStatus } from "~/lib/saving/save-status";

const LOOKS: Record<SaveKind, { icon: LucideIcon; ink: string }> = {
  saved: { icon: CircleCheck, ink: "text-ok" },
  saving: { icon: CloudUpload, ink: "text-ink-soft" },
  waiting: { icon: Hourglass, ink: "text-warn" },
  offline: { icon: CloudOff, ink: "text-warn" },
  conflict: { icon: Split, ink: "text-warn" },
  refused: { icon: CircleAlert, ink: "text-danger" },
};

/**
 * Whether the work is safe, and where. A screen reader hears when that changes for the worse, and
 * once when it is well again; not of every save.
 */
export function SaveState(props: { status: SaveStatus; isOpen: boolean }) {
  const { status } = props;
  const look = LOOKS[status.kind];
  const Icon = look.icon;
  const words = props.isOpen ? describeShort(status) : "Opening…";
  const isCalm = status.kind === "saved" || status.kind === "saving";
  const wasUnwell = useRef(false);
  const isWellAgain = wasUnwell.current && status.kind === "saved";
  useEffect(() => {
    if (!isCalm) wasUnwell.current = true;
  }, [isCalm]);
  return (
    <div className="text-small flex items-center gap-1.5" data-save-state={status.kind}>
      <Icon aria-hidden className={clsx("size-4.5 shrink-0", look.ink)} />
      <span
        className={clsx(
          "max-sm:leading-tight sm:whitespace-nowrap",
          isCalm ? "text-ink-soft" : look.ink,
        )}
      >
        {words}
      </span>
      <span role="status" className="sr-only">
        {isCalm ? (isWellAgain ? "Saved again" : "") : words}
      </span>
    </div>
  );
}

function describeShort(status: SaveStatus): string {
  switch (status.kind) {
    case "saved":
      return status.isLate ? "Kept as late" : "Saved";
    case "saving":
      return "Saving…";
    case "waiting":
      return status.reason === "signed_out" ? "Signed out, kept here" : "Server busy, kept here";
    case "offline":
      return status.isStored ? "Offline, kept here" : "Offline, not saved";
    case "conflict":
      return "Two versions";
    case "refused":
      return "Rejected, kept here";
  }
}

/** What to do about a state that is not calm; null when nothing is. */
export function describeRemedy(status: SaveStatus): string | null {
  if (!status.isStored && status.hasUnsent)
    return "This browser can't store your work (its storage is full or turned off). Keep this tab open until it says Saved.";
  switch (status.kind) {
    case "waiting":
      return status.waitMessage;
    case "refused":
      return `${status.userMessage ?? "The server accepts no more changes to this attempt."} Your work is kept in this browser.`;
    default:
      return status.userMessage;
  }
}
