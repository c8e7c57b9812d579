import type { Answers } from "#domain/attempts/answer.schema";
import { readLateWork } from "#domain/attempts/late-work";
import { diffDrawings } from "#domain/diagram/diff-diagrams";
import type { DrawingChange } from "#domain/diagram/diff-diagrams";
import { nameDiagramParts } from "#domain/diagram/name-parts";
import type { DrawnPart } from "#domain/diagram/name-parts";
import { readDiagram } from "#domain/diagram/read-diagram";
import type { Scene } from "#domain/diagram/scene.schema";
import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import { diffTexts } from "../text/word-diff";
import type { TextDiff } from "../text/word-diff";

/** A drawing by the names of its parts; free strokes alone have none. */
export type DrawingRead = { isDrawn: boolean; parts: DrawnPart[] };

/** A handed-in answer, its drawing as JSON text. */
export type WorkToRead = { answers: Answers; drawingText: string };

/** Two answers read, and what differs between them. */
export type WorkCompared = {
  before: DrawingRead;
  after: DrawingRead;
  texts: Record<SectionId, TextDiff>;
  changes: DrawingChange[];
};

function readDrawing(drawingText: string): string {
  return JSON.stringify(read(drawingText).drawing);
}

function compareWork(before: WorkToRead, after: WorkToRead): string {
  const [one, other] = [read(before.drawingText), read(after.drawingText)];
  const pairs = SECTION_IDS.map((section) => [
    section,
    diffTexts(before.answers[section], after.answers[section]),
  ]);
  const compared: WorkCompared = {
    before: one.drawing,
    after: other.drawing,
    texts: Object.fromEntries(pairs) as WorkCompared["texts"],
    changes: diffDrawings(one.diagram, other.diagram),
  };
  return JSON.stringify(compared);
}

function readLate(...late: Parameters<typeof readLateWork>): string {
  return JSON.stringify(readLateWork(...late));
}

function read(drawingText: string) {
  const { elements } = JSON.parse(drawingText) as Scene;
  const diagram = readDiagram({ elements, files: {} });
  const drawing = { isDrawn: elements.length > 0, parts: nameDiagramParts(diagram) };
  return { diagram, drawing };
}

/**
 * What pages show of an answer beyond its words. In JSON: the process that asked keeps it as text,
 * which takes a fraction of the memory of its objects.
 */
export const READ_TASKS = { readDrawing, compareWork, readLate };

export type ReadTasks = typeof READ_TASKS;
