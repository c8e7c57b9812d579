import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import type * as PaletteModule from "./command-palette";
import { useHydrated } from "~/lib/use-hydrated";

/** What the palette knows of who opens it. */
export type PaletteReader = {
  /** The entries of the main menu that they have. */
  pages: readonly { to: string; title: string }[];
  maySeeSettings: boolean;
  isSignedIn: boolean;
};

/** Opens the command palette, as Ctrl+K does (⌘K on a Mac). The palette is fetched at the first press. */
export function PaletteButton(props: PaletteReader) {
  const [palette, setPalette] = useState<typeof PaletteModule | null>(null);
  const [isOpen, setOpen] = useState(false);
  const isHydrated = useHydrated();

  useEffect(() => {
    if (!isOpen || palette !== null) return;
    import("./command-palette").then(setPalette, () => setOpen(false));
  }, [isOpen, palette]);
  useEffect(() => {
    function openOnKey(event: KeyboardEvent) {
      if (!isPaletteKey(event)) return;
      event.preventDefault();
      setOpen(true);
    }
    document.addEventListener("keydown", openOnKey);
    return () => document.removeEventListener("keydown", openOnKey);
  }, []);
  return (
    <>
      <button
        type="button"
        disabled={!isHydrated}
        onClick={() => setOpen(true)}
        aria-label="Find"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        title="Find (Ctrl+K or ⌘K)"
        className="text-ink-soft hover:text-ink hover:bg-sunken rounded-md px-1.5 py-2.5 sm:px-2.5"
      >
        <Search aria-hidden className="size-5" />
      </button>
      {palette && (
        <palette.CommandPalette {...props} isOpen={isOpen} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

/** What has a use of its own for the keys. */
const OWN_USE = "textarea, [contenteditable]:not([contenteditable=false]), .excalidraw, .cm-editor";

function isPaletteKey(event: KeyboardEvent): boolean {
  if (event.key.toLowerCase() !== "k" || event.altKey || event.shiftKey) return false;
  if (event.ctrlKey === event.metaKey || event.defaultPrevented || event.isComposing) return false;
  if (document.querySelector("dialog[open]") !== null) return false;
  return !(event.target instanceof Element && event.target.closest(OWN_USE) !== null);
}
