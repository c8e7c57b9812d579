import type { SceneElement } from "#domain/diagram/scene.schema";

/** What each part of the panel works on, and where its changes go. */
export type PartProps = {
  elements: readonly SceneElement[];
  isReadOnly: boolean;
  onApply: (changed: SceneElement[], message: string) => void;
  /** The same for what takes its own row away: the focus goes to Undo. */
  onRemove: (changed: SceneElement[], message: string) => void;
};
