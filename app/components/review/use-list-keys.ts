import { useEffect } from "react";

/** Steps through a list by keyboard: j or ↓ forward, k or ↑ back. Typing and menus keep their keys. */
export function useListKeys(onStep: (by: 1 | -1) => void): void {
  useEffect(() => {
    function handleKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isTakingKeys(event.target)) return;
      const by = STEPS[event.key];
      if (by === undefined) return;
      event.preventDefault();
      onStep(by);
    }
    window.addEventListener("keydown", handleKey);
    return () => window.removeEventListener("keydown", handleKey);
  }, [onStep]);
}

const STEPS: Record<string, 1 | -1> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

function isTakingKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.closest("input, textarea, select, dialog, [contenteditable], .excalidraw") !== null;
}
