import type { TextId } from "../answer.schema";
import type { ReplayFrame } from "./timeline";

/** How an attempt's work came about, as it is kept. Times in milliseconds since the start. */
export type StoredTimeline = {
  frames: ReplayFrame[];
  /** The moment from which saves are known; 0 when none is missing. Null: none was there. */
  knownFrom: number | null;
  /** How many saves it was made of. */
  saves: number;
  /** Revisions of the texts after the last frame: a splice that follows must be measured against them. */
  revisions: Partial<Record<TextId, number>>;
  /** Texts of which a save changed a part whose whole wasn't known. */
  partlyKnown: TextId[];
  /** The drawing's course was too large to be kept. */
  isWithoutDrawing: boolean;
};
