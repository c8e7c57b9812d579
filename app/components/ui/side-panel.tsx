import clsx from "clsx";
import type { HTMLAttributes } from "react";

/**
 * A panel over the right edge of what it belongs to. Its keys stay in it; Escape closes it.
 * `className` says how wide it is, and how it lies where there is little room.
 */
export function SidePanel({
  label,
  onClose,
  className,
  ...rest
}: Omit<HTMLAttributes<HTMLElement>, "onKeyDown"> & { label: string; onClose: () => void }) {
  return (
    // Escape is for the keyboard; the panel itself is only a region.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      {...rest}
      aria-label={label}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") onClose();
      }}
      className={clsx(
        "bg-surface text-ink border-line shadow-floating absolute inset-y-0 right-0 z-10 flex flex-col border-l text-base",
        className,
      )}
    />
  );
}
