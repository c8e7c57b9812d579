import { startTransition, useCallback, useState } from "react";
import { useBrowserLayoutEffect } from "~/lib/use-browser-layout-effect";

export const START_PERCENT = 58;
const SIDES_KEY = "workspace-split";
const DOCK_KEY = "workspace-dock";

export type Layout = "drawing" | "both" | "answers";
export type Split = {
  /** Share of the drawing, in per cent of the width; 0 and 100 give one side all of it. */
  percent: number;
  setPercent: (percent: number) => void;
  layout: Layout;
  setLayout: (layout: Layout) => void;
  /** Share of the dock below the answers, in per cent of the height; null until it was chosen. */
  dockPercent: number | null;
  setDockPercent: (percent: number | null) => void;
};

/** How the workspace is divided; this browser remembers it. */
export function useSplit(): Split {
  const [percent, setState] = useState(START_PERCENT);
  /** Where the divider goes back to when both sides are wanted again. */
  const [divided, setDivided] = useState(START_PERCENT);
  const [dockPercent, setDockState] = useState<number | null>(null);
  const setPercent = useCallback((next: number) => {
    setState(next);
    if (next > 0 && next < 100) setDivided(next);
    remember(SIDES_KEY, next);
  }, []);
  useBrowserLayoutEffect(() => {
    const remembered = recall(SIDES_KEY);
    if (remembered !== null) setPercent(remembered);
    const dock = recall(DOCK_KEY);
    // An update at once would throw away what hasn't come to life yet.
    if (dock !== null) startTransition(() => setDockState(dock));
  }, [setPercent]);
  return {
    percent,
    setPercent,
    layout: percent === 100 ? "drawing" : percent === 0 ? "answers" : "both",
    setLayout: (layout) =>
      setPercent(layout === "drawing" ? 100 : layout === "answers" ? 0 : divided),
    dockPercent,
    setDockPercent(next) {
      setDockState(next);
      remember(DOCK_KEY, next);
    },
  };
}

function recall(key: string): number | null {
  try {
    const percent = Number.parseFloat(localStorage.getItem(key) ?? "");
    return percent >= 0 && percent <= 100 ? percent : null;
  } catch (error) {
    // A browser that stores nothing: dividers start where they always do.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function remember(key: string, percent: number | null): void {
  try {
    if (percent === null) localStorage.removeItem(key);
    else localStorage.setItem(key, String(percent));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
