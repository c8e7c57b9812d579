import { useEffect, useRef } from "react";
import { SECTION_IDS, type SectionId } from "#domain/problems/scale";

export type Shortcut =
  "drawing" | "answers" | "both" | "problem" | "reading" | "shapes" | "text" | "help" | SectionId;

/** With Alt and Shift, by the key's place: layouts of keyboards differ in what the keys write. */
const KEYS: Readonly<Record<string, Shortcut>> = {
  KeyD: "drawing",
  KeyA: "answers",
  KeyB: "both",
  KeyP: "problem",
  KeyG: "reading",
  KeyS: "shapes",
  KeyT: "text",
  Slash: "help",
  ...Object.fromEntries(SECTION_IDS.map((section, at) => [`Digit${at + 1}`, section])),
};

/** The workspace's own keys. They work everywhere in it; only the question mark is left to texts. */
export function useShortcuts(onShortcut: (shortcut: Shortcut) => void): void {
  const latest = useRef(onShortcut);
  useEffect(() => {
    latest.current = onShortcut;
  });
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.isComposing) return;
      const shortcut =
        event.altKey && event.shiftKey
          ? KEYS[event.code]
          : event.key === "?" && !event.altKey && !isWriting(event.target)
            ? "help"
            : undefined;
      // A dialog has keys of its own.
      if (shortcut === undefined || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      latest.current(shortcut);
    }
    window.addEventListener("keydown", press, { capture: true });
    return () => window.removeEventListener("keydown", press, { capture: true });
  }, []);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches("input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable]")
  );
}
