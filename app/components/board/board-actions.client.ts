import { CaptureUpdateAction, reconcileElements, restoreElements } from "@excalidraw/excalidraw";
import type { RemoteExcalidrawElement } from "@excalidraw/excalidraw/data/reconcile";
import type { ExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import type { SceneElement, SceneFile } from "#domain/diagram/scene.schema";
import { fit, ROWS } from "./board-frame";
import type { CanvasChanges } from "./canvas-changes";
import { toCanvasElements, toCanvasFiles } from "./scene-types";

/** What is shown after an edit: all of the drawing, one element that is then selected, or as before. */
export type AfterEdit = "fit" | "stay" | { select: readonly string[] };

/** Room that is left around what is brought into view, in screen px. */
const MARGIN_PX = 40;
/** Finding something on the canvas never makes it larger than this. */
const MAX_SHOW_ZOOM = 1.2;

/** An edit that was made in words: like one by the mouse, it can be undone on the canvas. */
export function edit(
  api: ExcalidrawImperativeAPI,
  changed: readonly SceneElement[],
  after: AfterEdit = "fit",
): void {
  const local = new Map(api.getSceneElementsIncludingDeleted().map((e) => [e.id, e]));
  const newer = changed.map((element) => ({
    ...element,
    version: Math.max(element.version, (local.get(element.id)?.version ?? 0) + 1),
  }));
  const restored = restoreElements(toCanvasElements(newer), null);
  for (const element of restored) local.set(element.id, element);
  api.updateScene({
    elements: [...local.values()],
    captureUpdate: CaptureUpdateAction.IMMEDIATELY,
  });
  if (typeof after === "object") select(api, after.select);
  const isShown = restored.some(({ isDeleted }) => !isDeleted);
  if (after === "fit" && isShown) fit(api);
}

/** Shows elements and pictures that came from elsewhere; not undoable here. */
export function absorb(
  api: ExcalidrawImperativeAPI,
  elements: readonly SceneElement[],
  files: readonly SceneFile[],
): void {
  if (files.length > 0) api.addFiles(Object.values(toCanvasFiles(files)));
  if (elements.length === 0) return;
  const local = api.getSceneElementsIncludingDeleted();
  const remote = restoreElements(toCanvasElements(elements), local) as RemoteExcalidrawElement[];
  api.updateScene({
    // Excalidraw's own merge: it leaves alone what the candidate has in hand at this moment.
    elements: reconcileElements(local, remote, api.getAppState()),
    captureUpdate: CaptureUpdateAction.NEVER,
  });
}

/** Selects elements as a click would. A box is selected, not the text in it. */
function select(api: ExcalidrawImperativeAPI, ids: readonly string[]): void {
  const live = new Map(api.getSceneElements().map((element) => [element.id, element]));
  const chosen = ids.flatMap((id) => {
    const element = live.get(id);
    if (element === undefined) return [];
    const holder = element.type === "text" ? element.containerId : null;
    return [holder !== null && live.has(holder) ? holder : id];
  });
  api.updateScene({
    appState: {
      selectedElementIds: Object.fromEntries(chosen.map((id) => [id, true as const])),
      selectedGroupIds: {},
      editingGroupId: null,
    },
    captureUpdate: CaptureUpdateAction.NEVER,
  });
}

/** Selects elements and brings them to where they can be seen, clear of what covers the canvas. */
export function show(
  api: ExcalidrawImperativeAPI,
  ids: readonly string[],
  covered: { right: number; bottom: number } = { right: 0, bottom: 0 },
): void {
  const wanted = new Set(ids);
  const elements = api.getSceneElements().filter(({ id }) => wanted.has(id));
  if (elements.length === 0) return;
  select(api, ids);
  const { right, bottom } = covered;
  api.scrollToContent(elements, {
    fitToContent: true,
    maxZoom: MAX_SHOW_ZOOM,
    animate: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    duration: 200,
    canvasOffsets: {
      top: ROWS.top + MARGIN_PX,
      left: MARGIN_PX,
      right: right + MARGIN_PX,
      bottom: Math.max(bottom, ROWS.bottom) + MARGIN_PX,
    },
  });
}

/** True when all of it lies in the part of the canvas that nothing covers. */
export function isInView(
  api: ExcalidrawImperativeAPI,
  ids: readonly string[],
  covered: { right: number; bottom: number } = { right: 0, bottom: 0 },
): boolean {
  const { scrollX, scrollY, zoom, width, height } = api.getAppState();
  return api
    .getSceneElements()
    .filter(({ id }) => ids.includes(id))
    .every((element) => {
      const left = (element.x + scrollX) * zoom.value;
      const top = (element.y + scrollY) * zoom.value;
      return (
        left >= 0 &&
        top >= ROWS.top &&
        left + element.width * zoom.value <= width - covered.right &&
        top + element.height * zoom.value <= height - Math.max(covered.bottom, ROWS.bottom)
      );
    });
}

/** Takes off the canvas what the filter refuses, images of refused pictures included. */
export function dropElements(
  api: ExcalidrawImperativeAPI,
  changes: CanvasChanges<ExcalidrawElement>,
  refusedIds: ReadonlySet<string | null>,
): void {
  const all = api.getSceneElementsIncludingDeleted();
  const removed = new Set(
    all.filter((element) => refusedIds.has(element.id) || hasFile(element, refusedIds)),
  );
  for (const element of removed) if (!hasFile(element, refusedIds)) changes.forget(element.id);
  api.updateScene({
    elements: all.filter((element) => !removed.has(element)),
    captureUpdate: CaptureUpdateAction.NEVER,
  });
}

function hasFile(element: ExcalidrawElement, fileIds: ReadonlySet<string | null>): boolean {
  return element.type === "image" && element.fileId !== null && fileIds.has(element.fileId);
}
