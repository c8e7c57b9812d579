import { startTransition, useState } from "react";
import type { SectionId } from "#domain/problems/scale";
import { useBrowserLayoutEffect } from "~/lib/use-browser-layout-effect";
import { DOCK_ID, type DockPanel } from "./dock";
import { SECTION_ATTRIBUTE } from "./early-typing";
import { keepSection, readSection } from "./kept-section";
import { useShortcuts, type Shortcut } from "./use-shortcuts";
import { useSplit, type Split } from "./use-split";

/** As in split-pane.css. */
const PHONE = "(max-width: 639.98px)";

export type RoomLayout = {
  split: Split;
  /** Which side a narrow window shows. */
  narrowSide: "left" | "right";
  /** Shows it; on a phone, in place of the panel that is open. */
  turnTo: (side: "left" | "right") => void;
  /** The one that is open; this browser keeps it for a reload. */
  section: SectionId;
  setSection: (section: SectionId) => void;
  /** Shows a section and goes on writing in its field. */
  writeSection: (section: SectionId) => void;
  /** What the dock shows. */
  panel: DockPanel | null;
  /** Shows a panel, with the drawing where it is about the drawing; closes the one that is shown. */
  togglePanel: (panel: DockPanel) => void;
  /** Shows a panel. */
  openPanel: (panel: DockPanel) => void;
  /** A focus that was in it goes to what opens it. */
  closePanel: () => void;
  areKeysOpen: boolean;
  setAreKeysOpen: (areOpen: boolean) => void;
};

/** What of the workspace is in sight, and the shortcuts that change it. */
export function useWorkspaceLayout(
  attemptId: string,
  isProblemOpenAtFirst: () => boolean,
  firstSection: SectionId,
): RoomLayout {
  const split = useSplit();
  const [narrowSide, setNarrowSide] = useState<"left" | "right">("right");
  const [section, showSection] = useState<SectionId>(firstSection);
  const [panel, setPanel] = useState<DockPanel | null>(() =>
    isProblemOpenAtFirst() ? "problem" : null,
  );
  const [areKeysOpen, setAreKeysOpen] = useState(false);
  /** What takes the focus once it is shown: something hidden can't. */
  const [wish, setWish] = useState<{ selector: string } | null>(null);

  useBrowserLayoutEffect(() => {
    const kept = readSection(attemptId);
    // The page can be typed in before this code runs.
    if (kept !== null && !document.activeElement?.hasAttribute(SECTION_ATTRIBUTE))
      startTransition(() => showSection(kept));
  }, [attemptId]);
  useBrowserLayoutEffect(() => {
    if (wish !== null) document.querySelector<HTMLElement>(wish.selector)?.focus();
  }, [wish]);

  function setSection(shown: SectionId): void {
    showSection(shown);
    keepSection(attemptId, shown);
  }
  function openPanel(opened: DockPanel): void {
    leaveDock(opened);
    setPanel(opened);
    if (opened !== "problem") showDrawing();
  }
  function togglePanel(pressed: DockPanel): void {
    if (pressed === panel) closePanel();
    else openPanel(pressed);
  }
  function closePanel(): void {
    if (panel !== null) leaveDock(panel);
    setPanel(null);
  }
  /** A focus in the dock goes to what opens a panel; people who write elsewhere go on writing there. */
  function leaveDock(opener: DockPanel): void {
    const dock = document.getElementById(DOCK_ID);
    if (!dock?.contains(document.activeElement)) return;
    document.querySelector<HTMLElement>(`[data-opens=${opener}]`)?.focus();
    // With the drawing out of sight, so is what opens its panels.
    if (dock.contains(document.activeElement)) setWish({ selector: fieldOf(section) });
  }
  function turnTo(side: "left" | "right"): void {
    setNarrowSide(side);
    if (matchMedia(PHONE).matches) closePanel();
  }
  function showDrawing(): void {
    setNarrowSide("left");
    if (split.layout === "answers") split.setLayout("both");
  }
  function writeSection(shown: SectionId): void {
    setNarrowSide("right");
    if (split.layout === "drawing") split.setLayout("both");
    setSection(shown);
    setWish({ selector: fieldOf(shown) });
  }
  /** One side alone, or both again. A focus on what goes out of sight comes along. */
  function turnSide(side: "drawing" | "answers"): void {
    const [shown, other] = side === "drawing" ? [CANVAS, "right"] : [fieldOf(section), "left"];
    split.setLayout(split.layout === side ? "both" : side);
    setNarrowSide(side === "drawing" ? "left" : "right");
    const focused = document.activeElement;
    if (focused === document.body || focused?.closest(`.room-${other}`))
      setWish({ selector: shown });
  }
  function takeShortcut(shortcut: Shortcut): void {
    if (shortcut === "help") setAreKeysOpen(true);
    else if (shortcut === "problem" || shortcut === "reading") togglePanel(shortcut);
    else if (shortcut === "both") split.setLayout("both");
    else if (shortcut === "drawing" || shortcut === "answers") turnSide(shortcut);
    else if (shortcut === "shapes" || shortcut === "text") openPanel(shortcut);
    else writeSection(shortcut);
  }
  useShortcuts(takeShortcut);

  return {
    split,
    narrowSide,
    turnTo,
    section,
    setSection,
    writeSection,
    panel,
    togglePanel,
    openPanel,
    closePanel,
    areKeysOpen,
    setAreKeysOpen,
  };
}

const CANVAS = ".board .excalidraw";

function fieldOf(section: SectionId): string {
  return `textarea[${SECTION_ATTRIBUTE}=${section}]`;
}
