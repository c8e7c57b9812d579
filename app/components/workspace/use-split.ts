import { useCallback, useEffect, useLayoutEffect, useState } from "react";

export const START_PERCENT = 58;
const KEY = "workspace-split";

export type Layout = "drawing" | "both" | "answers";
export type Split = {
  /** Share of the drawing, in per cent of the width. */
  percent: number;
  setPercent: (percent: number) => void;
  layout: Layout;
  setLayout: (layout: Layout) => void;
};

const useBrowserLayoutEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

/** How the workspace is divided; this browser remembers it. */
export function useSplit(): Split {
  const [percent, setState] = useState(START_PERCENT);
  /** Where the divider goes back to when both sides are wanted again. */
  const [divided, setDivided] = useState(START_PERCENT);
  const setPercent = useCallback((next: number) => {
    setState(next);
    if (next > 0 && next < 100) setDivided(next);
    remember(next);
  }, []);
  useBrowserLayoutEffect(() => {
    const remembered = recall();
    if (remembered !== null) setPercent(remembered);
  }, [setPercent]);
  return {
    percent,
    setPercent,
    layout: percent === 100 ? "drawing" : percent === 0 ? "answers" : "both",
    setLayout: (layout) =>
      setPercent(layout === "drawing" ? 100 : layout === "answers" ? 0 : divided),
  };
}

function recall(): number | null {
  try {
    const percent = Number.parseFloat(localStorage.getItem(KEY) ?? "");
    return percent >= 0 && percent <= 100 ? percent : null;
  } catch (error) {
    // A browser that stores nothing: the divider starts where it always does.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function remember(percent: number): void {
  try {
    localStorage.setItem(KEY, String(percent));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
