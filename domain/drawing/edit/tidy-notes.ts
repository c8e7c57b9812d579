import type { Diagram } from "../../diagram/diagram.schema";
import type { SceneElement } from "../../diagram/scene.schema";
import { findRoom } from "./find-room";
import { areaOf, survey, takenBy } from "./ground";
import { grown, unionOf } from "./rects";
import type { Canvas } from "./tidy-canvas";
import type { Part, Parts } from "./tidy-parts";

/** Between a free text and what it does not belong to. */
const NOTE_CLEAR_PX = 10;
/** Nearer to an arrow without a label, a text would be read as one, in heights of its letters. */
const NOTE_CLEAR_EM = 3.1;

/** Free texts go with what they lie nearest to, to the nearest place that is free. */
export function moveNotes(all: Parts, { notes }: Parts, canvas: Canvas, diagram: Diagram): void {
  const noteIds = new Set(notes.flat().map(({ id }) => id));
  const ground = survey(
    canvas.live().filter(({ id }) => !noteIds.has(id)),
    diagram,
  );
  const labelled = new Set(
    canvas
      .live()
      .flatMap((e) => (e.type === "text" && e.containerId !== null ? [e.containerId] : [])),
  );
  const bare = survey(
    canvas.live().filter((e) => (e.type === "arrow" || e.type === "line") && !labelled.has(e.id)),
    diagram,
  );
  const clear = takenBy(ground).map((one) => grown(one, NOTE_CLEAR_PX));
  const arrows = takenBy({ ...bare, openEnds: [] });
  for (const note of notes) {
    const rect = unionOf(note.map(areaOf));
    const host = hostOf(note, all);
    if (!rect || !host) continue;
    const fontPx = Math.max(20, ...note.map((e) => (e.type === "text" ? e.fontSize : 0)));
    const now = unionOf(host.elements.flatMap(({ id }) => canvas.get(id) ?? []).map(areaOf));
    const wanted = now
      ? { ...rect, x: rect.x + now.x - host.rect.x, y: rect.y + now.y - host.rect.y }
      : rect;
    const taken = arrows.map((one) => grown(one, NOTE_CLEAR_EM * fontPx));
    const room = findRoom(wanted, [...clear, ...taken]) ?? wanted;
    for (const { id } of note) canvas.move(id, room.x - rect.x, room.y - rect.y);
    clear.push(grown(room, NOTE_CLEAR_PX));
  }
}

/** The box that a free text lies nearest to. */
export function hostOf(note: readonly SceneElement[], { boxes }: Parts): Part | null {
  const rect = unionOf(note.map(areaOf));
  if (!rect) return null;
  const away = ({ rect: { x, y, width, height } }: Part) =>
    Math.hypot(
      Math.max(x - rect.x - rect.width, 0, rect.x - x - width),
      Math.max(y - rect.y - rect.height, 0, rect.y - y - height),
    );
  let best: { part: Part; awayPx: number } | null = null;
  for (const part of boxes) {
    const awayPx = away(part);
    if (!best || awayPx < best.awayPx) best = { part, awayPx };
  }
  return best?.part ?? null;
}
