import type { NonDeletedExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import type { Flow } from "#domain/drawing/outline/outline";

/** Room that the editor's rows take at the top and the bottom, in px; the same as in board.css. */
export const ROWS = { top: 64, bottom: 56 } as const;
/** Room that is left around what is brought into view, in px. */
const MARGIN_PX = 24;

/** Shows all of the drawing between the rows, at its own size or smaller. */
export function fit(api: ExcalidrawImperativeAPI): void {
  api.scrollToContent(undefined, {
    fitToContent: true,
    animate: false,
    canvasOffsets: {
      top: ROWS.top + MARGIN_PX,
      bottom: ROWS.bottom + MARGIN_PX,
      left: MARGIN_PX,
      right: MARGIN_PX,
    },
  });
}

/** A row of three boxes in a narrower canvas is too small to be read. */
const NARROW_PX = 500;

/** The way in which a drawing in words runs here: down, where the canvas is as narrow as on a phone. */
export function flowOf(api: ExcalidrawImperativeAPI): Flow {
  const { width } = api.getAppState();
  return width > 0 && width < NARROW_PX ? "down" : "right";
}

/** More frames than the editor takes to learn of its size. */
const MAX_FRAMES_TO_SIZE = 60;

/**
 * A canvas that was hidden while it loaded has no size to fit the drawing into: once shown, it has.
 * @param isFitted whether the drawing is fitted then, or stays where it was
 */
export function fitWhenShown(
  api: ExcalidrawImperativeAPI,
  frame: HTMLElement,
  isFitted: boolean,
): () => void {
  let wasHidden = frame.clientWidth === 0;
  let isDue = isFitted && wasHidden;
  let stop = () => {};
  const observer = new ResizeObserver(() => {
    const isHidden = frame.clientWidth === 0;
    if (wasHidden && !isHidden) {
      api.refresh();
      if (isDue) stop = fitOnceSized(api, frame);
      isDue = false;
    }
    wasHidden = isHidden;
  });
  observer.observe(frame);
  return () => {
    observer.disconnect();
    stop();
  };
}

/** Fits the drawing once the editor has learned of its size, which takes some frames. */
export function fitOnceSized(api: ExcalidrawImperativeAPI, frame: HTMLElement): () => void {
  let request = 0;
  function tryFit(framesLeft: number): void {
    if (!frame.isConnected) return;
    const { width, height } = api.getAppState();
    const isSized =
      Math.abs(width - frame.clientWidth) < 1 && Math.abs(height - frame.clientHeight) < 1;
    if (isSized || framesLeft === 0) fit(api);
    else request = requestAnimationFrame(() => tryFit(framesLeft - 1));
  }
  tryFit(MAX_FRAMES_TO_SIZE);
  return () => cancelAnimationFrame(request);
}

/** Controls of Excalidraw that have no name, or a role that is not theirs where they stand. */
const MENDED: readonly { selector: string; attribute: string; value: string }[] = [
  { selector: ".main-menu-trigger", attribute: "aria-label", value: "Canvas menu" },
  { selector: ".color-picker-container[role=dialog]", attribute: "aria-label", value: "Colors" },
  { selector: ".FontPicker__container[role=dialog]", attribute: "aria-label", value: "Fonts" },
  { selector: "footer[role=contentinfo]", attribute: "role", value: "group" },
];

/** What Radix tells of a popover's trigger; Excalidraw puts it on a bare div around the button. */
const TRIGGER_ATTRIBUTES = ["aria-haspopup", "aria-expanded", "aria-controls"];

function moveToButton(holder: Element): void {
  const button = holder.querySelector("button");
  if (button === null) return;
  for (const attribute of TRIGGER_ATTRIBUTES) {
    const value = holder.getAttribute(attribute);
    if (value === null) continue;
    button.setAttribute(attribute, value);
    holder.removeAttribute(attribute);
  }
}

/** Gives names to what a screen reader would meet without one, whenever the editor draws it anew. */
export function nameControls(frame: HTMLElement): () => void {
  function name() {
    for (const holder of frame.querySelectorAll("div[aria-expanded]:not([role])"))
      moveToButton(holder);
    for (const { selector, attribute, value } of MENDED)
      for (const element of frame.querySelectorAll(selector))
        if (element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
  }
  name();
  const observer = new MutationObserver(name);
  observer.observe(frame, { childList: true, subtree: true, attributeFilter: ["aria-expanded"] });
  return () => observer.disconnect();
}

/** http(s) only, in a tab that knows nothing of this one. */
export function openLink(
  element: NonDeletedExcalidrawElement,
  event: CustomEvent<{ nativeEvent: MouseEvent | React.PointerEvent<HTMLCanvasElement> }>,
): void {
  event.preventDefault();
  if (element.link && /^https?:\/\//i.test(element.link))
    window.open(element.link, "_blank", "noopener,noreferrer");
}

/** What a panel over the canvas hides of it, in px from its right and its lower edge. */
export function measureCovered(frame: HTMLElement | null): { right: number; bottom: number } {
  const panel = frame?.querySelector("[data-board-panel]");
  if (!frame || !panel) return { right: 0, bottom: 0 };
  const [whole, part] = [frame.getBoundingClientRect(), panel.getBoundingClientRect()];
  const isBelow = part.width > whole.width * 0.7;
  return isBelow
    ? { right: 0, bottom: whole.bottom - part.top }
    : { right: whole.right - part.left, bottom: 0 };
}

/** The middle of what is not covered, on the screen. */
export function middleOfView(frame: HTMLElement): { x: number; y: number } {
  const { left, top, width, height } = frame.getBoundingClientRect();
  const { right, bottom } = measureCovered(frame);
  return {
    x: left + (width - right) / 2,
    y: top + (ROWS.top + height - Math.max(bottom, ROWS.bottom)) / 2,
  };
}

/** A place on the screen as one on the drawing. */
export function toScenePoint(
  api: ExcalidrawImperativeAPI,
  client: { x: number; y: number },
): { x: number; y: number } {
  const { scrollX, scrollY, zoom, offsetLeft, offsetTop } = api.getAppState();
  return {
    x: (client.x - offsetLeft) / zoom.value - scrollX,
    y: (client.y - offsetTop) / zoom.value - scrollY,
  };
}
