import {
  CaptureUpdateAction,
  Excalidraw,
  MainMenu,
  reconcileElements,
  restoreElements,
} from "@excalidraw/excalidraw";
import "@excalidraw/excalidraw/index.css";
import type { ClipboardData } from "@excalidraw/excalidraw/clipboard";
import type { RemoteExcalidrawElement } from "@excalidraw/excalidraw/data/reconcile";
import type {
  ExcalidrawElement,
  NonDeletedExcalidrawElement,
} from "@excalidraw/excalidraw/element/types";
import type { AppState, BinaryFiles, ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { parseScene, type SceneElement, type SceneFile } from "#server/diagram/scene.schema";
import { describeDropped } from "./accepted-input";
import "./board.css";
import { CanvasChanges } from "./canvas-changes";
import { guardIncoming } from "./guard-incoming";
import { toCanvasElements, toCanvasFiles } from "./scene-types";

/** Comes when it is asked for: most candidates draw with the mouse. */
const TextDrawing = lazy(() => import("./text/text-drawing"));

// Without it Excalidraw asks a CDN for its fonts; the web server has them under this path.
window.EXCALIDRAW_ASSET_PATH = "/excalidraw/";

/** What a mounted board can be told from outside. */
export type BoardHandle = {
  /** Shows elements and pictures that came from elsewhere; not undoable here. */
  absorb: (elements: readonly SceneElement[], files: readonly SceneFile[]) => void;
};

export type BoardProps = {
  /** Read once, on mount. */
  initialElements: readonly SceneElement[];
  initialFiles: readonly SceneFile[];
  theme: "light" | "dark";
  isReadOnly: boolean;
  /** Elements the candidate changed, already through the scene filter, and all pictures. */
  onChange: (changed: SceneElement[], files: SceneFile[]) => void;
  /** Something could not be put on the canvas: words for the candidate. */
  onRefusal: (message: string) => void;
  onReady: (handle: BoardHandle) => void;
};

const UI_OPTIONS = {
  canvasActions: { export: false, loadScene: false, saveToActiveFile: false, toggleTheme: false },
} as const;

/** The drawing board: Excalidraw, with our filter on everything that goes in and comes out. */
export default function Board(props: BoardProps) {
  const { onChange, onRefusal, onReady } = props;
  const [api, setApi] = useState<ExcalidrawImperativeAPI | null>(null);
  const [changes] = useState(() => new CanvasChanges<ExcalidrawElement>());
  const [knownFileIds] = useState(() => new Set(props.initialFiles.map((file) => file.id)));
  const frame = useRef<HTMLDivElement>(null);
  const [isTextOpen, setIsTextOpen] = useState(false);
  const drawn = useDrawn(api, isTextOpen);
  const initialData = useRef({
    elements: toCanvasElements(props.initialElements),
    files: toCanvasFiles(props.initialFiles),
    appState: { viewBackgroundColor: "#ffffff" },
    scrollToContent: true,
  });

  useEffect(() => {
    if (api) onReady({ absorb: (elements, files) => absorb(api, elements, files) });
  }, [api, onReady]);

  useEffect(() => {
    if (frame.current) return guardIncoming(frame.current, onRefusal);
  }, [onRefusal]);

  useEffect(() => {
    if (frame.current) return nameMenuButton(frame.current);
  }, []);

  useEffect(() => {
    if (api && frame.current) return fitWhenShown(api, frame.current);
  }, [api]);

  const takeChange = useCallback(
    (elements: readonly ExcalidrawElement[], appState: AppState, files: BinaryFiles) => {
      // Excalidraw calls this only once its own loading is over: before, it throws away what is drawn.
      if (frame.current) frame.current.dataset.ready = "";
      const { changed, gone } = changes.take(elements, appState.newElement?.id ?? null);
      const fresh = Object.values(files).filter((file) => !knownFileIds.has(file.id));
      if (changed.length + gone.length + fresh.length === 0) return;
      for (const file of fresh) knownFileIds.add(file.id);
      const { scene, dropped } = parseScene({
        elements: [...changed, ...gone],
        files: Object.fromEntries(fresh.map((file) => [file.id, file])),
      });
      if (dropped.length > 0) {
        onRefusal(describeDropped(dropped));
        const ids = new Set(dropped.map((item) => item.id));
        if (api) dropElements(api, changes, ids);
      }
      onChange(scene.elements, Object.values(scene.files));
    },
    [api, changes, knownFileIds, onChange, onRefusal],
  );

  const filterPaste = useCallback(
    (data: ClipboardData) => {
      if (!data.elements) return true;
      const { scene, dropped } = parseScene({ elements: data.elements, files: data.files ?? {} });
      if (dropped.length > 0) onRefusal(describeDropped(dropped));
      data.elements = toCanvasElements(scene.elements);
      data.files = toCanvasFiles(Object.values(scene.files));
      return scene.elements.length > 0;
    },
    [onRefusal],
  );

  const menu = useMemo(
    () => (
      <MainMenu>
        <MainMenu.DefaultItems.SearchMenu />
        <MainMenu.DefaultItems.SaveAsImage />
        <MainMenu.DefaultItems.ClearCanvas />
        <MainMenu.DefaultItems.Help />
      </MainMenu>
    ),
    [],
  );

  return (
    <div ref={frame} className="board @container relative h-full w-full overflow-hidden">
      <Excalidraw
        excalidrawAPI={setApi}
        initialData={initialData.current}
        theme={props.theme}
        viewModeEnabled={props.isReadOnly}
        UIOptions={UI_OPTIONS}
        onChange={takeChange}
        onPaste={filterPaste}
        onLinkOpen={openLink}
        validateEmbeddable={false}
        aiEnabled={false}
        handleKeyboardGlobally={false}
        detectScroll={false}
        name="Scaleboard"
      >
        {menu}
      </Excalidraw>
      <TextButton isOpen={isTextOpen} onPress={() => setIsTextOpen(!isTextOpen)} />
      {isTextOpen && api && (
        <Suspense fallback={null}>
          <TextDrawing
            elements={drawn}
            isReadOnly={props.isReadOnly}
            onEdit={(changed) => edit(api, changed)}
            onClose={() => {
              setIsTextOpen(false);
              frame.current?.querySelector<HTMLElement>("[data-text-drawing]")?.focus();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

function TextButton(props: { isOpen: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      data-text-drawing=""
      aria-expanded={props.isOpen}
      onClick={props.onPress}
      className="bg-sunken text-ink hover:bg-accent-soft absolute right-[4.25rem] bottom-4 z-[3] h-9 rounded-lg px-3 text-[0.9375rem] @max-[730px]:right-4 @max-[730px]:bottom-20"
    >
      Draw with text
    </button>
  );
}

/** What is on the canvas now, through the scene filter; followed only while somebody looks. */
function useDrawn(api: ExcalidrawImperativeAPI | null, isFollowed: boolean): SceneElement[] {
  const [drawn, setDrawn] = useState<SceneElement[]>([]);
  useEffect(() => {
    if (api === null || !isFollowed) return;
    const stamps = new Map<string, number>();
    function look(elements: readonly ExcalidrawElement[]) {
      const isSame =
        elements.length === stamps.size && elements.every((e) => stamps.get(e.id) === e.version);
      if (isSame) return;
      stamps.clear();
      for (const { id, version } of elements) stamps.set(id, version);
      setDrawn(parseScene({ elements: [...elements] }).scene.elements);
    }
    look(api.getSceneElements());
    return api.onChange(() => look(api.getSceneElements()));
  }, [api, isFollowed]);
  return drawn;
}

/** An edit that was made in words: like one by the mouse, it can be undone on the canvas. */
function edit(api: ExcalidrawImperativeAPI, changed: readonly SceneElement[]): void {
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
  const shown = restored.filter(({ isDeleted }) => !isDeleted);
  if (shown.length > 0) api.scrollToContent(undefined, { fitToContent: true });
}

/** A canvas that was hidden while it loaded has no size to fit the drawing into: once shown, it has. */
function fitWhenShown(api: ExcalidrawImperativeAPI, frame: HTMLElement): () => void {
  let wasHidden = frame.clientWidth === 0;
  const observer = new ResizeObserver(() => {
    const isHidden = frame.clientWidth === 0;
    if (wasHidden && !isHidden) {
      api.refresh();
      api.scrollToContent(undefined, { fitToViewport: false });
    }
    wasHidden = isHidden;
  });
  observer.observe(frame);
  return () => observer.disconnect();
}

/** Excalidraw's menu button has an icon only; a screen reader needs a word. */
function nameMenuButton(frame: HTMLElement): () => void {
  function name() {
    for (const button of frame.querySelectorAll(".main-menu-trigger:not([aria-label])"))
      button.setAttribute("aria-label", "Canvas menu");
  }
  name();
  const observer = new MutationObserver(name);
  observer.observe(frame, { childList: true, subtree: true });
  return () => observer.disconnect();
}

function absorb(
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

/** Takes off the canvas what the filter refuses, images of refused pictures included. */
function dropElements(
  api: ExcalidrawImperativeAPI,
  changes: CanvasChanges<ExcalidrawElement>,
  refusedIds: ReadonlySet<string | null>,
): void {
  const all = api.getSceneElementsIncludingDeleted();
  const doomed = new Set(
    all.filter((element) => refusedIds.has(element.id) || hasFile(element, refusedIds)),
  );
  for (const element of doomed) if (!hasFile(element, refusedIds)) changes.forget(element.id);
  api.updateScene({
    elements: all.filter((element) => !doomed.has(element)),
    captureUpdate: CaptureUpdateAction.NEVER,
  });
}

function hasFile(element: ExcalidrawElement, fileIds: ReadonlySet<string | null>): boolean {
  return element.type === "image" && element.fileId !== null && fileIds.has(element.fileId);
}

/** http(s) only, in a tab that knows nothing of this one. */
function openLink(
  element: NonDeletedExcalidrawElement,
  event: CustomEvent<{ nativeEvent: MouseEvent | React.PointerEvent<HTMLCanvasElement> }>,
): void {
  event.preventDefault();
  if (element.link && /^https?:\/\//i.test(element.link))
    window.open(element.link, "_blank", "noopener,noreferrer");
}
