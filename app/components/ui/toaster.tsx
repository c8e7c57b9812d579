import { Toaster as Sonner } from "sonner";
import "sonner/dist/styles.css";
import { buttonStyle } from "./button-style";
import { useTheme } from "~/lib/theme";

/** Place for short notices (`toast` of sonner). Only pages that raise some render it. */
export function Toaster() {
  const { theme } = useTheme();
  return (
    <Sonner
      theme={theme}
      position="bottom-right"
      closeButton
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "bg-surface text-ink border-line shadow-floating flex w-full items-start gap-3 rounded-md border px-4 py-3 font-sans text-base",
          description: "text-ink-soft",
          closeButton:
            "order-last text-ink-soft hover:text-ink hover:bg-sunken -my-1 -mr-2 shrink-0 rounded-md p-2",
          actionButton: `${buttonStyle("secondary", "sm")} ml-auto shrink-0`,
        },
      }}
    />
  );
}
