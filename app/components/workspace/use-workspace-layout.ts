import { useState } from "react";
import type { SectionId } from "#domain/problems/scale";
import { DOCK_ID, type DockPanel } from "./dock";
import { SECTION_ATTRIBUTE } from "./early-typing";
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
  section: SectionId;
  setSection: (section: SectionId) => void;
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
  isProblemOpenAtFirst: () => boolean,
  firstSection: SectionId,
): RoomLayout {
  const split = useSplit();
  const [narrowSide, setNarrowSide] = useState<"left" | "right">("right");
  const [section, setSection] = useState<SectionId>(firstSection);
  const [panel, setPanel] = useState<DockPanel | null>(() =>
    isProblemOpenAtFirst() ? "problem" : null,
  );
  const [areKeysOpen, setAreKeysOpen] = useState(false);

  function openPanel(opened: DockPanel): void {
    setPanel(opened);
    if (opened !== "problem") showDrawing();
  }
  function togglePanel(pressed: DockPanel): void {
    if (pressed === panel) closePanel();
    else openPanel(pressed);
  }
  function closePanel(): void {
    // Who writes elsewhere goes on writing there.
    if (document.getElementById(DOCK_ID)?.contains(document.activeElement))
      document.querySelector<HTMLElement>(`[data-opens=${panel}]`)?.focus();
    setPanel(null);
  }
  function turnTo(side: "left" | "right"): void {
    setNarrowSide(side);
    if (matchMedia(PHONE).matches) closePanel();
  }
  function showDrawing(): void {
    setNarrowSide("left");
    if (split.layout === "answers") split.setLayout("both");
  }
  function showSection(shown: SectionId): void {
    setNarrowSide("right");
    if (split.layout === "drawing") split.setLayout("both");
    setSection(shown);
    // Once its panel is shown: a hidden field takes no focus.
    requestAnimationFrame(() => focusSection(shown));
  }
  function takeShortcut(shortcut: Shortcut): void {
    if (shortcut === "help") setAreKeysOpen(true);
    else if (shortcut === "problem" || shortcut === "reading") togglePanel(shortcut);
    else if (shortcut === "both") split.setLayout("both");
    else if (shortcut === "drawing" || shortcut === "answers") {
      split.setLayout(split.layout === shortcut ? "both" : shortcut);
      setNarrowSide(shortcut === "drawing" ? "left" : "right");
    } else if (shortcut === "shapes" || shortcut === "text") {
      openPanel(shortcut);
    } else showSection(shortcut);
  }
  useShortcuts(takeShortcut);

  return {
    split,
    narrowSide,
    turnTo,
    section,
    setSection,
    panel,
    togglePanel,
    openPanel,
    closePanel,
    areKeysOpen,
    setAreKeysOpen,
  };
}

function focusSection(section: SectionId): void {
  document.querySelector<HTMLElement>(`textarea[${SECTION_ATTRIBUTE}=${section}]`)?.focus();
}
