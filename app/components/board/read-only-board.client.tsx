import { Excalidraw } from "@excalidraw/excalidraw";
import type { ExcalidrawImperativeAPI, ExcalidrawProps } from "@excalidraw/excalidraw/types";
import "@excalidraw/excalidraw/index.css";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { RefObject } from "react";
import type { Scene, SceneElement } from "#domain/diagram/scene.schema";
import { findShapes, isOnShape } from "~/lib/report/scene-shapes";
import { useTheme } from "~/lib/theme";
import { BoardZoom } from "./board-zoom";
import { RingLayer } from "./ring-layer";
import type { Viewport } from "./ring-layer";
import { toCanvasElements, toCanvasFiles } from "./scene-types";
import { useBoardView } from "./use-board-view";
import "./read-only-board.css";

declare global {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  interface Window {
    EXCALIDRAW_ASSET_PATH?: string | string[];
  }
}

// Fonts come from here; unset, the canvas would ask a CDN, which the content policy forbids.
window.EXCALIDRAW_ASSET_PATH = "/excalidraw/";

/** A click this near to a thin arrow is on it. Screen px. */
const HIT_SLACK_PX = 8;
/** A press that travels farther than this is a drag of the canvas, not a choice. Screen px. */
const CLICK_TRAVEL_PX = 4;

export type ReadOnlyBoardProps = {
  scene: Scene;
  /** Elements that can be chosen, and those ringed now. */
  markedIds?: string[];
  litIds?: string[];
  /** The elements under a click, of `markedIds`; empty when it hit none. */
  onChoose?: (elementIds: string[]) => void;
  /** In a small frame there is no room for them. */
  hasZoom?: boolean;
  /** What is there of the scene at a moment of a replay; absent: all of it. */
  shown?: readonly SceneElement[];
};

const NONE: string[] = [];

/** A drawing on a real canvas that can be moved and zoomed but not changed. */
export function ReadOnlyBoard(props: ReadOnlyBoardProps) {
  const { scene, markedIds = NONE, litIds = NONE, hasZoom = true } = props;
  const { onChoose, shown } = props;
  const { theme } = useTheme();
  const [api, setApi] = useState<ExcalidrawImperativeAPI | null>(null);
  const [viewport, setViewport] = useState<Viewport | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  useWheelForPage(frame);
  const whole = useMemo(() => toCanvasElements(scene.elements), [scene]);
  const { fit, zoomBy } = useBoardView(api, frame, shown ? whole : undefined);
  useEffect(() => {
    if (shown) api?.updateScene({ elements: toCanvasElements(shown) });
  }, [api, shown]);

  const initialData = useMemo(
    () => ({
      elements: whole,
      files: toCanvasFiles(Object.values(scene.files)),
      appState: { viewBackgroundColor: "transparent" },
      scrollToContent: true,
    }),
    [scene, whole],
  );
  const marked = useMemo(() => findShapes(scene.elements, markedIds), [scene, markedIds]);
  const press = useRef({ x: 0, y: 0 });
  function choose(clientX: number, clientY: number) {
    const box = frame.current?.getBoundingClientRect();
    const travel = Math.hypot(clientX - press.current.x, clientY - press.current.y);
    if (box === undefined || viewport === null || travel > CLICK_TRAVEL_PX) return;
    const x = (clientX - box.left) / viewport.zoom - viewport.scrollX;
    const y = (clientY - box.top) / viewport.zoom - viewport.scrollY;
    const slack = HIT_SLACK_PX / viewport.zoom;
    onChoose?.(marked.filter((shape) => isOnShape(shape, x, y, slack)).map(({ id }) => id));
  }

  const onScrollChange = useCallback<NonNullable<ExcalidrawProps["onScrollChange"]>>(
    (scrollX, scrollY, zoom) => setViewport({ scrollX, scrollY, zoom: zoom.value }),
    [],
  );
  return (
    <div
      ref={frame}
      className="read-only-board relative size-full"
      onPointerDownCapture={(event) => {
        press.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerUpCapture={({ target, clientX, clientY }) => {
        if (target instanceof HTMLCanvasElement) choose(clientX, clientY);
      }}
    >
      <Excalidraw
        initialData={initialData}
        excalidrawAPI={setApi}
        viewModeEnabled
        zenModeEnabled
        theme={theme}
        handleKeyboardGlobally={false}
        onScrollChange={onScrollChange}
      />
      {viewport !== null && (
        <RingLayer
          viewport={viewport}
          shapes={findShapes(scene.elements, litIds)}
          dotted={onChoose ? marked : []}
        />
      )}
      {hasZoom && <BoardZoom onZoom={zoomBy} onFit={fit} />}
    </div>
  );
}

/** The canvas takes every turn of the wheel for itself; on a page that is read, the page scrolls. */
function useWheelForPage(frame: RefObject<HTMLElement>) {
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    function letPageScroll(event: WheelEvent) {
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    }
    element.addEventListener("wheel", letPageScroll, { capture: true });
    return () => element.removeEventListener("wheel", letPageScroll, { capture: true });
  }, [frame]);
}
