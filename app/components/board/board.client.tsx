import { Excalidraw, MainMenu } from "@excalidraw/excalidraw";
import "@excalidraw/excalidraw/index.css";
import type { ClipboardData } from "@excalidraw/excalidraw/clipboard";
import type { AppState, ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import clsx from "clsx";
import { SlidersHorizontal } from "lucide-react";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { RefObject } from "react";
import { createPortal } from "react-dom";
import { parseScene } from "#domain/diagram/parse-scene";
import type { SceneElement, SceneFile } from "#domain/diagram/scene.schema";
import { absorb, edit, show } from "./board-actions.client";
import type { AfterEdit } from "./board-actions.client";
import { BoardButtons } from "./board-buttons";
import type { BoardPanel } from "./board-buttons";
import {
  fitOnceSized,
  fitWhenShown,
  flowOf,
  measureCovered,
  nameControls,
  openLink,
} from "./board-frame";
import "./board.css";
import type { View } from "./kept-view";
import { toCanvasElements, toCanvasFiles } from "./scene-types";
import { useGuardedChanges } from "./use-guarded-changes.client";
import { useIncoming } from "./use-incoming";
import type { IncomingControl } from "./use-incoming";
import { useDrawn } from "./use-drawn";
import { useKeptUndo } from "./use-kept-undo";
import { useKeptView } from "./use-kept-view";

/** These come when they are asked for. */
const TextDrawing = lazy(() => import("./text/text-drawing"));
const ShapesOnBoard = lazy(() => import("./shapes/shapes-on-board.client"));

// Without it Excalidraw asks a CDN for its fonts; the web server has them under this path.
window.EXCALIDRAW_ASSET_PATH = "/excalidraw/";

/** What a mounted board can be told from outside. */
export type BoardHandle = {
  /** Shows elements and pictures that came from elsewhere; not undoable here. */
  absorb: (elements: readonly SceneElement[], files: readonly SceneFile[]) => void;
  /** Selects elements, and brings them into view. */
  show: (elementIds: readonly string[]) => void;
  /** Changes elements as the candidate's own edit. */
  edit: (changed: readonly SceneElement[], after: AfterEdit) => void;
  /** The editor's own list of keys. */
  openHelp: () => void;
  /** Finds out anew where on the page it lies: after the page was scrolled, strokes would be off. */
  refresh: () => void;
  /** Lays out anew what is drawn, or what is selected of it. */
  tidy: () => Promise<void>;
};

/** A place outside the canvas for its panels, and who says which of them is open. */
export type BoardDock = {
  panel: BoardPanel | null;
  place: HTMLElement | null;
  onOpen: (panel: BoardPanel) => void;
  onClose: () => void;
};

/** Words for the candidate, with the way back where there is one. */
export type Say = (message: string, undo?: () => void) => void;

export type BoardProps = {
  /** Read once, on mount. */
  initialElements: readonly SceneElement[];
  initialFiles: readonly SceneFile[];
  theme: "light" | "dark";
  isReadOnly: boolean;
  /** Shows the whole drawing at first, however small it gets, where no view of it is kept. */
  isFitted?: boolean;
  /** This browser keeps under it which part of the drawing is seen, and this tab what can be undone. */
  viewKey?: string | undefined;
  /** Without one the panels lie over the canvas, which opens them itself. */
  dock?: BoardDock | undefined;
  /** Elements the candidate changed, already through the scene filter, and all pictures. */
  onChange: (changed: SceneElement[], files: SceneFile[]) => void;
  /** Something came onto the canvas, or could not. */
  onSay: Say;
  onReady: (handle: BoardHandle) => void;
};

const UI_OPTIONS = {
  canvasActions: { export: false, loadScene: false, saveToActiveFile: false, toggleTheme: false },
} as const;

/** The drawing board: Excalidraw, with our filter on everything that goes in and comes out. */
export default function Board(props: BoardProps) {
  const { onSay, onReady, isReadOnly } = props;
  const [api, setApi] = useState<ExcalidrawImperativeAPI | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { panel, place, onOpen, onClose } = useDock(props.dock, frame);
  const [areLooksOpen, setAreLooksOpen] = useState(false);
  const keptView = useKeptView(api, frame, props.viewKey);
  const isFitted = props.isFitted === true && keptView === null;
  const { open, keeper } = useKeptUndo(api, frame, props.viewKey);
  const takeChange = useGuardedChanges(api, frame, props, isFitted, open);
  const openShapes = useCallback(() => onOpen("shapes"), [onOpen]);
  const incoming = useIncoming({ api, frame, isReadOnly, onSay, onLibrary: openShapes });
  const initialData = useRef({
    elements: toCanvasElements(props.initialElements),
    files: toCanvasFiles(props.initialFiles),
    appState: { viewBackgroundColor: "#ffffff", ...(keptView && toAppState(keptView)) },
    scrollToContent: keptView === null,
  });

  const tidy = useCallback(async () => {
    const { tidyUp } = await import("./text/tidy-up.client");
    if (api) await tidyUp(api, onSay);
  }, [api, onSay]);

  useEffect(() => {
    if (!api) return;
    onReady({
      absorb(elements, files) {
        absorb(api, elements, files);
        keeper.current?.absorb(elements);
      },
      show: (ids) => show(api, ids, measureCovered(frame.current)),
      edit: (changed, after) => edit(api, changed, after),
      openHelp: () => api.updateScene({ appState: { openDialog: { name: "help" } } }),
      refresh: () => api.refresh(),
      tidy,
    });
  }, [api, keeper, onReady, tidy]);
  useEffect(() => {
    if (frame.current) return nameControls(frame.current);
  }, []);
  useEffect(() => {
    if (api && frame.current) return fitWhenShown(api, frame.current, isFitted);
  }, [api, isFitted]);

  // Excalidraw's own way in, from its context menu; a paste by the keyboard meets the guards first.
  const filterPaste = useCallback(
    (data: ClipboardData) => {
      if (!data.elements || !api) return true;
      const { scene, dropped } = parseScene({ elements: data.elements, files: data.files ?? {} });
      const kept = incoming.fit(scene.elements, dropped);
      data.elements = toCanvasElements(kept);
      data.files = toCanvasFiles(Object.values(scene.files));
      return kept.length > 0;
    },
    [api, incoming],
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
    <div
      ref={frame}
      data-board-theme={props.theme}
      data-looks={areLooksOpen ? "" : undefined}
      onPointerDownCapture={(event) => {
        // Open looks lie over the canvas: who draws has done with them.
        if (event.target instanceof HTMLCanvasElement) setAreLooksOpen(false);
      }}
      className="board @container relative h-full w-full overflow-hidden"
    >
      <Excalidraw
        excalidrawAPI={setApi}
        initialData={initialData.current}
        theme={props.theme}
        viewModeEnabled={isReadOnly}
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
      {!isReadOnly && (
        <>
          <button
            type="button"
            aria-expanded={areLooksOpen}
            title="All styles, layers and alignment"
            onClick={() => setAreLooksOpen(!areLooksOpen)}
            className={clsx(
              "board-looks border-line text-ink hover:bg-accent-soft text-small absolute z-[3] flex h-9 items-center gap-1 rounded-lg border px-2",
              areLooksOpen ? "bg-accent-soft" : "bg-sunken",
            )}
          >
            <SlidersHorizontal aria-hidden className="size-4" /> Style
          </button>
          {!props.dock && (
            <BoardButtons
              open={panel}
              onPress={(pressed) => (pressed === panel ? onClose() : onOpen(pressed))}
              onTidy={tidy}
            />
          )}
        </>
      )}
      {api &&
        frame.current &&
        place &&
        panel !== null &&
        createPortal(
          <OpenPanel
            panel={panel}
            api={api}
            frame={frame.current}
            isReadOnly={isReadOnly}
            incoming={incoming}
            onSay={onSay}
            onClose={onClose}
          />,
          place,
        )}
    </div>
  );
}

function toAppState({ scrollX, scrollY, zoom }: View): Partial<AppState> {
  return { scrollX, scrollY, zoom: { value: zoom as AppState["zoom"]["value"] } };
}

/** The dock that was given, or one of the canvas's own, which lies over it. */
function useDock(given: BoardDock | undefined, frame: RefObject<HTMLElement>): BoardDock {
  const [panel, setPanel] = useState<BoardPanel | null>(null);
  const own = useMemo(
    () => ({
      panel,
      place: frame.current,
      onOpen: setPanel,
      onClose: () => {
        frame.current?.querySelector<HTMLElement>(`[data-opens=${panel}]`)?.focus();
        setPanel(null);
      },
    }),
    [panel, frame],
  );
  return given ?? own;
}

/** The one panel that is open. */
function OpenPanel(props: {
  panel: BoardPanel;
  api: ExcalidrawImperativeAPI;
  frame: HTMLElement;
  isReadOnly: boolean;
  incoming: IncomingControl;
  onSay: Say;
  onClose: () => void;
}) {
  const { panel, api, frame, isReadOnly, incoming, onSay, onClose } = props;
  const drawn = useDrawn(api, panel === "text");
  const hasDrawn = useRef(false);
  // What was fitted in beside the panel has its room once that is gone.
  useEffect(() => {
    if (panel !== "text") return;
    hasDrawn.current = false;
    return () => {
      if (hasDrawn.current) fitOnceSized(api, frame);
    };
  }, [panel, api, frame]);
  return (
    <Suspense fallback={null}>
      {panel === "text" ? (
        <TextDrawing
          elements={drawn}
          isReadOnly={isReadOnly}
          flow={() => flowOf(api)}
          onEdit={(changed) => {
            hasDrawn.current = true;
            edit(api, changed);
          }}
          onClose={onClose}
        />
      ) : (
        <ShapesOnBoard
          api={api}
          frame={frame}
          isReadOnly={isReadOnly}
          libraryVersion={incoming.libraryVersion}
          onFile={incoming.takeFile}
          onSay={onSay}
          onClose={onClose}
        />
      )}
    </Suspense>
  );
}
