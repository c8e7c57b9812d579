import clsx from "clsx";
import { X } from "lucide-react";

/** The cross that closes a panel or a dialog. */
export function CloseButton(props: { label?: string; onPress: () => void; className?: string }) {
  return (
    <button
      type="button"
      aria-label={props.label ?? "Close"}
      onClick={props.onPress}
      className={clsx(
        "text-ink-soft hover:text-ink hover:bg-sunken shrink-0 rounded-md p-2 max-sm:p-2.5",
        props.className,
      )}
    >
      <X aria-hidden className="size-5" />
    </button>
  );
}
