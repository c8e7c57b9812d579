import { useEffect, useState } from "react";

export type NarrowSide = "files" | "preview";

const KEY = "draft-side";

/** Which of the two stands in a window too narrow for both; this browser remembers it. */
export function useNarrowSide(): [NarrowSide, (side: NarrowSide) => void] {
  const [side, setSide] = useState<NarrowSide>("files");
  useEffect(() => {
    if (recall() === "preview") setSide("preview");
  }, []);
  return [
    side,
    (next) => {
      setSide(next);
      remember(next);
    },
  ];
}

function recall(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch (error) {
    // A browser that stores nothing: the files come first.
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function remember(side: NarrowSide): void {
  try {
    localStorage.setItem(KEY, side);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
