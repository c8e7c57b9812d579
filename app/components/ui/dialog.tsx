import { useEffect, useId, useRef } from "react";
import type { MouseEvent, ReactNode } from "react";
import { useBrowserLayoutEffect } from "~/lib/use-browser-layout-effect";
import { CloseButton } from "./close-button";

/**
 * A question over the page, on the platform's own modal dialog: it holds focus, makes the page
 * behind inert, closes on Escape and gives focus back. Radix's would add a <style> element, which
 * the content policy blocks.
 */
export function Dialog(props: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the one that goes on last. */
  actions?: ReactNode;
}) {
  const { isOpen, onOpenChange } = props;
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    if (isOpen && !dialog.open) dialog.showModal();
    if (!isOpen && dialog.open) dialog.close();
  }, [isOpen]);
  // Taken off the page while it is open, it wouldn't give the focus back.
  useBrowserLayoutEffect(() => {
    const dialog = ref.current;
    return () => dialog?.close();
  }, []);

  function closeOnBackdrop(event: MouseEvent<HTMLDialogElement>) {
    // The sheet inside fills the dialog, so a press on the dialog itself is one on its backdrop.
    if (event.target === ref.current) onOpenChange(false);
  }

  return (
    // Escape closes it from the keyboard; the press is an extra for the mouse.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={ref}
      aria-labelledby={`${id}-title`}
      aria-describedby={props.description === undefined ? undefined : `${id}-description`}
      onClose={(event) => {
        // React's strict mode takes it off and puts it back, open.
        if (!event.currentTarget.open) onOpenChange(false);
      }}
      onClick={closeOnBackdrop}
      className="bg-surface text-ink border-line shadow-floating backdrop:bg-scrim m-auto max-h-[85dvh] w-[min(34rem,calc(100vw-2rem))] overflow-y-auto rounded-lg border p-0"
    >
      {isOpen && (
        <div className="flex flex-col gap-4 p-6">
          <div className="flex items-start justify-between gap-4">
            <h2 id={`${id}-title`} className="text-xl font-bold">
              {props.title}
            </h2>
            <CloseButton onPress={() => onOpenChange(false)} className="-mt-1 -mr-2" />
          </div>
          {props.description !== undefined && (
            <p id={`${id}-description`} className="text-ink-soft">
              {props.description}
            </p>
          )}
          {props.children}
          {props.actions !== undefined && (
            <div className="flex flex-wrap justify-end gap-2">{props.actions}</div>
          )}
        </div>
      )}
    </dialog>
  );
}
