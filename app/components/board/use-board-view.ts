import type { ExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { useCallback, useEffect } from "react";
import type { RefObject } from "react";

const MIN_ZOOM = 0.1;
const MAX_ZOOM = 4;
/** Share of the frame a fitted drawing fills. */
const FIT_SHARE = 0.92;
const MAX_FRAMES_TO_SIZE = 60;

/**
 * What a canvas that is only looked at shows: the whole drawing when it appears and whenever its
 * frame changes size, until the reader zooms.
 * @param whole what has to fit; absent: what is shown
 */
export function useBoardView(
  api: ExcalidrawImperativeAPI | null,
  frame: RefObject<HTMLElement>,
  whole?: readonly ExcalidrawElement[],
): { fit: () => void; zoomBy: (factor: number) => void } {
  const fit = useCallback(() => {
    api?.refresh();
    api?.scrollToContent(whole, {
      fitToViewport: true,
      viewportZoomFactor: FIT_SHARE,
      animate: false,
    });
  }, [api, whole]);

  useEffect(() => {
    const element = frame.current;
    if (api === null || element === null) return;
    let frameRequest = 0;
    /** Excalidraw learns of its new size by itself, some frames later; until then it can't fit. */
    function fitOnceSized(canvas: ExcalidrawImperativeAPI, place: HTMLElement, framesLeft: number) {
      cancelAnimationFrame(frameRequest);
      frameRequest = requestAnimationFrame(() => {
        const { width, height } = canvas.getAppState();
        const isSized =
          Math.abs(width - place.clientWidth) < 1 && Math.abs(height - place.clientHeight) < 1;
        if (isSized || framesLeft === 0) fit();
        else fitOnceSized(canvas, place, framesLeft - 1);
      });
    }
    const observer = new ResizeObserver(() => fitOnceSized(api, element, MAX_FRAMES_TO_SIZE));
    observer.observe(element);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frameRequest);
    };
  }, [api, frame, fit]);

  /** About the middle of the frame, so that what one looks at stays in view. */
  function zoomBy(factor: number) {
    if (api === null) return;
    const { zoom, scrollX, scrollY, width, height } = api.getAppState();
    const value = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom.value * factor));
    const shift = (size: number): number => size / 2 / value - size / 2 / zoom.value;
    api.updateScene({
      appState: {
        zoom: { ...zoom, value: value as typeof zoom.value },
        scrollX: scrollX + shift(width),
        scrollY: scrollY + shift(height),
      },
    });
  }
  return { fit, zoomBy };
}
