import type { BoardPanel } from "~/components/board/board-buttons";

/** What the dock of the room shows: one of these at a time. */
export type DockPanel = "problem" | "reading" | BoardPanel;

/** The dock's id, for the buttons that open it. */
export const DOCK_ID = "room-dock";
