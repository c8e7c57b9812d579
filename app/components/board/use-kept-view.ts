import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { useEffect, useState } from "react";
import type { RefObject } from "react";
import { keepView, readView } from "./kept-view";
import type { View } from "./kept-view";

/** A scroll has hundreds of steps; the view is kept once it rests. */
const REST_MS = 250;

/**
 * The view that this browser kept under the key, which is where the canvas opens; from then on the
 * view is kept as it changes.
 */
export function useKeptView(
  api: ExcalidrawImperativeAPI | null,
  frame: RefObject<HTMLElement>,
  key: string | undefined,
): View | null {
  const [first] = useState(() => (key === undefined ? null : readView(key)));
  useEffect(() => {
    if (api === null || key === undefined) return;
    const [canvas, name] = [api, key];
    let timer: ReturnType<typeof setTimeout> | undefined;
    function keep(): void {
      clearTimeout(timer);
      timer = undefined;
      // A canvas out of sight has no view.
      if (!frame.current?.clientWidth || frame.current.dataset.ready === undefined) return;
      const { scrollX, scrollY, zoom } = canvas.getAppState();
      keepView(name, { scrollX, scrollY, zoom: zoom.value });
    }
    function keepPending(): void {
      if (timer !== undefined) keep();
    }
    const unlisten = canvas.onScrollChange(() => {
      clearTimeout(timer);
      timer = setTimeout(keep, REST_MS);
    });
    window.addEventListener("pagehide", keepPending);
    return () => {
      keepPending();
      unlisten();
      window.removeEventListener("pagehide", keepPending);
    };
  }, [api, frame, key]);
  return first;
}
