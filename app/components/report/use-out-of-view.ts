import { useEffect, useState } from "react";
import type { RefObject } from "react";

/** Whether less than a quarter of an element is to be seen, on a screen with room beside the text. */
export function useOutOfView(ref: RefObject<HTMLElement>): boolean {
  const [isOut, setIsOut] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const wide = window.matchMedia("(min-width: 64rem)");
    const observer = new IntersectionObserver(
      ([entry]) => setIsOut(wide.matches && (entry?.intersectionRatio ?? 1) < 0.25),
      { threshold: 0.25 },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return isOut;
}
