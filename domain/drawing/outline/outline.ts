/** What a box is drawn as. */
export type Shape = "box" | "store" | "decision" | "person";

type Size = { widthPx: number; heightPx: number };

/** `size`: of one that is drawn already and keeps it. */
export type OutlineBox = {
  key: string;
  name: string;
  shape: Shape;
  container: string | null;
  size?: Size;
};
/**
 * `fontPx`: of a title that is drawn already; an empty name has none. `leadPx`: room before its first
 * column besides the usual, for a title that will be there.
 */
export type OutlineContainer = {
  key: string;
  name: string;
  container: string | null;
  fontPx?: number;
  leadPx?: number;
};
/** `from` and `to` are keys of boxes or containers; "forward" leads from one to the other. */
export type OutlineEdge = {
  from: string;
  to: string;
  direction: "forward" | "both" | "none";
  label: string | null;
  /** Of a label that is drawn already and keeps its size. */
  labelSize?: Size | undefined;
};

/** Where arrows lead to: from left to right, or from top to bottom where there is more room for that. */
export type Flow = "right" | "down";

/** A drawing in words. A key is the name in lower case; each list is in the order of first mention. */
export type Outline = { boxes: OutlineBox[]; containers: OutlineContainer[]; edges: OutlineEdge[] };

/** A line of an outline that can't be drawn; the message names it. */
export class OutlineError extends Error {
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`Line ${line}: ${reason}`);
    this.name = "OutlineError";
  }
}
