import { useState } from "react";
import type { RefObject } from "react";
import type { SectionId } from "#domain/problems/scale";
import type { BoardHandle } from "~/components/board/board.client";
import { SECTION_ATTRIBUTE } from "./early-typing";
import { useShortcuts, type Shortcut } from "./use-shortcuts";
import { useSplit, type Split } from "./use-split";

/** From here on both sides are shown; the same width as in SplitPane. */
const WIDE = "(min-width: 900px)";

export type RoomLayout = {
  split: Split;
  /** Which side a narrow window shows. */
  narrowSide: "left" | "right";
  setNarrowSide: (side: "left" | "right") => void;
  section: SectionId;
  setSection: (section: SectionId) => void;
  isProblemOpen: boolean;
  closeProblem: () => void;
  /** Opens the problem over the drawing, or closes it where it is seen. */
  toggleProblem: () => void;
  areKeysOpen: boolean;
  setAreKeysOpen: (areOpen: boolean) => void;
};

/** What of the workspace is in sight, and the shortcuts that change it. */
export function useWorkspaceLayout(
  board: RefObject<BoardHandle | null>,
  isProblemOpenAtFirst: () => boolean,
  firstSection: SectionId,
): RoomLayout {
  const split = useSplit();
  const [narrowSide, setNarrowSide] = useState<"left" | "right">("right");
  const [section, setSection] = useState<SectionId>(firstSection);
  const [isProblemOpen, setIsProblemOpen] = useState(isProblemOpenAtFirst);
  const [areKeysOpen, setAreKeysOpen] = useState(false);

  function toggleProblem(): void {
    const isOutOfSight =
      split.layout === "answers" || (narrowSide === "right" && !window.matchMedia(WIDE).matches);
    setIsProblemOpen(isOutOfSight || !isProblemOpen);
    showDrawing();
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
    else if (shortcut === "problem") toggleProblem();
    else if (shortcut === "both") split.setLayout("both");
    else if (shortcut === "drawing" || shortcut === "answers") {
      split.setLayout(split.layout === shortcut ? "both" : shortcut);
      setNarrowSide(shortcut === "drawing" ? "left" : "right");
    } else if (shortcut === "shapes" || shortcut === "text") {
      showDrawing();
      board.current?.openPanel(shortcut);
    } else showSection(shortcut);
  }
  useShortcuts(takeShortcut);

  return {
    split,
    narrowSide,
    setNarrowSide,
    section,
    setSection,
    isProblemOpen,
    closeProblem: () => setIsProblemOpen(false),
    toggleProblem,
    areKeysOpen,
    setAreKeysOpen,
  };
}

function focusSection(section: SectionId): void {
  document.querySelector<HTMLElement>(`textarea[${SECTION_ATTRIBUTE}=${section}]`)?.focus();
}
