import { findShapes } from "#domain/drawing/shapes/shape-library";
import type { LibraryShape } from "#domain/drawing/shapes/shape-library";
import type { LibraryItem } from "../incoming/read-document";
import type { OwnLibrary } from "./own-libraries";

/** What a dragged shape calls itself. */
export const SHAPE_TYPE = "application/x-scaleboard-shape";

/** A shape of ours, or one of a library that somebody opened. */
export type Choice = { key: string; name: string } & (
  { shape: LibraryShape; item: null } | { shape: null; item: LibraryItem }
);
export type ChoiceGroup = { title: string; choices: Choice[] };

/** What fits the words typed so far: our shapes, then those of opened libraries. */
export function findChoices(query: string, libraries: readonly OwnLibrary[]): ChoiceGroup[] {
  const ours = findShapes(query).map(({ title, shapes }) => ({
    title,
    choices: shapes.map((shape) => ({ key: shape.id, name: shape.name, shape, item: null })),
  }));
  const words = query.toLowerCase().split(/\s+/);
  const theirs = libraries.map(({ name, items }, at) => ({
    title: name,
    choices: items.flatMap((item, index): Choice[] => {
      const isFit = words.every((word) => item.name.toLowerCase().includes(word));
      return isFit ? [{ key: `own-${at}-${index}`, name: item.name, shape: null, item }] : [];
    }),
  }));
  return [...ours, ...theirs.filter(({ choices }) => choices.length > 0)];
}
