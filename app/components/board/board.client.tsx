import { Excalidraw, MainMenu } from "@excalidraw/excalidraw";
import "@excalidraw/excalidraw/index.css";
import type { ClipboardData } from "@excalidraw/excalidraw/clipboard";
import type { ExcalidrawImperativeAPI } from "@excalidraw/excalidraw/types";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { parseScene } from "#domain/diagram/parse-scene";
import type { SceneElement, SceneFile } from "#domain/diagram/scene.schema";
import { absorb, edit, show } from "./board-actions.client";
import type { AfterEdit } from "./board-actions.client";
import { BoardButtons } from "./board-buttons";
import type { BoardPanel } from "./board-buttons";
import { fitWhenShown, measureCovered, nameControls, openLink } from "./board-frame";
import "./board.css";
import { toCanvasElements, toCanvasFiles } from "./scene-types";
import { useGuardedChanges } from "./use-guarded-changes.client";
import { useIncoming } from "./use-incoming";
import type { IncomingControl } from "./use-incoming";
import { useDrawn } from "./use-drawn";

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
  openPanel: (panel: BoardPanel) => void;
  /** The editor's own list of keys. */
  openHelp: () => void;
  /** Finds out anew where on the page it lies: after the page was scrolled, strokes would be off. */
  refresh: () => void;
};

/** Words for the candidate, with the way back where there is one. */
export type Say = (message: string, undo?: () => void) => void;

export type BoardProps = {
  /** Read once, on mount. */
  initialElements: readonly SceneElement[];
  initialFiles: readonly SceneFile[];
  theme: "light" | "dark";
  isReadOnly: boolean;
  /** Shows the whole drawing at first, however small it gets. */
  isFitted?: boolean;
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
  const [panel, setPanel] = useState<BoardPanel | null>(null);
  const takeChange = useGuardedChanges(api, frame, props);
  const openShapes = useCallback(() => setPanel("shapes"), []);
  const incoming = useIncoming({ api, frame, isReadOnly, onSay, onLibrary: openShapes });
  const initialData = useRef({
    elements: toCanvasElements(props.initialElements),
    files: toCanvasFiles(props.initialFiles),
    appState: { viewBackgroundColor: "#ffffff" },
    scrollToContent: true,
  });

  useEffect(() => {
    if (!api) return;
    onReady({
      absorb: (elements, files) => absorb(api, elements, files),
      show: (ids) => show(api, ids, measureCovered(frame.current)),
      edit: (changed, after) => edit(api, changed, after),
      openPanel: setPanel,
      openHelp: () => api.updateScene({ appState: { openDialog: { name: "help" } } }),
      refresh: () => api.refresh(),
    });
  }, [api, onReady]);
  useEffect(() => {
    if (frame.current) return nameControls(frame.current);
  }, []);
  useEffect(() => {
    if (api && frame.current) return fitWhenShown(api, frame.current);
  }, [api]);

  function closePanel(): void {
    frame.current?.querySelector<HTMLElement>(`[data-opens=${panel}]`)?.focus();
    setPanel(null);
  }

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
        <BoardButtons
          open={panel}
          onPress={(pressed) => setPanel(pressed === panel ? null : pressed)}
          onTidy={async () => {
            const { tidyUp } = await import("./text/tidy-up.client");
            if (api) await tidyUp(api, onSay);
          }}
        />
      )}
      {api && frame.current && panel !== null && (
        <OpenPanel
          panel={panel}
          api={api}
          frame={frame.current}
          isReadOnly={isReadOnly}
          incoming={incoming}
          onSay={onSay}
          onClose={closePanel}
        />
      )}
    </div>
  );
}

/** The one panel that is open over the canvas. */
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
  return (
    <Suspense fallback={null}>
      {panel === "text" ? (
        <TextDrawing
          elements={drawn}
          isReadOnly={isReadOnly}
          onEdit={(changed) => edit(api, changed)}
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
