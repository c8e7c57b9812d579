import * as z from "zod/mini";
import { diagramToText } from "../diagram/diagram-to-text";
import { mergeElements } from "../diagram/merge-elements";
import { parseScene } from "../diagram/parse-scene";
import { readDiagram } from "../diagram/read-diagram";
import type { Scene } from "../diagram/scene.schema";
import { parseWorksheet } from "../worksheet/worksheet.schema";
import { writeLines } from "../worksheet/write-lines";
import { TEXT_IDS } from "./answer.schema";
import type { TextId } from "./answer.schema";
import { textChangeSchema } from "./save.schema";
import type { TextChange } from "./save.schema";

/** What came after the end: kept and shown, never graded. Times are ISO 8601. */
export type LateWork = {
  /** When the last of it came in. */
  receivedAt: string;
  /** The newest text of each page that wrote late, whole; at most `MAX_TEXTS`, the newest. */
  texts: { id: TextId; text: string; receivedAt: string }[];
  /** The drawing in words, as it would be with what came late; null when nothing drawn did. */
  drawing: string | null;
  /** There is more than is read at once: what came last is shown. */
  isCut: boolean;
};

/** A save as it came, in JSON. */
export type LateRow = { clientId: string; payload: string; receivedAt: string; isCut: boolean };

/** Five pages' worth of six texts. */
const MAX_TEXTS = 30;

const payloadSchema = z.object({
  texts: z.partialRecord(z.enum(TEXT_IDS), textChangeSchema),
  elements: z.array(z.unknown()),
});

/**
 * What came late, put together. Pure; the work grows with what a stranger sent.
 * @param frozenText the drawing that was handed in, as `getDrawingText` gives it
 * @returns null for no rows
 */
export function readLateWork(rows: readonly LateRow[], frozenText: string): LateWork | null {
  const last = rows.at(-1);
  if (!last) return null;
  const texts = new Map<string, LateWork["texts"][number]>();
  const elements: unknown[] = [];
  for (const { clientId, payload, receivedAt } of rows) {
    const saved = payloadSchema.parse(JSON.parse(payload));
    for (const textId of TEXT_IDS) {
      const change = saved.texts[textId];
      if (!change) continue;
      const text = describeText(textId, change);
      texts.set(`${clientId} ${textId}`, { id: textId, text, receivedAt });
    }
    for (const element of saved.elements) elements.push(element);
  }
  const newest = withoutRepeats([...texts.values()]);
  // Once, over all of it: the filter keeps the newest of each element, and its limits hold.
  const late = parseScene({ elements }).scene;
  return {
    receivedAt: last.receivedAt,
    texts: inOrder(newest.slice(-MAX_TEXTS)),
    drawing: late.elements.length === 0 ? null : describeDrawing(late, frozenText),
    isCut: newest.length > MAX_TEXTS || rows.some(({ isCut }) => isCut),
  };
}

/** The worksheet in words; of a splice that was never resolved, what it put in. */
function describeText(id: TextId, change: TextChange): string {
  const text = change.kind === "whole" ? change.text : change.insert;
  const sheet = id === "worksheet" ? parseWorksheet(text) : null;
  return sheet === null ? text : writeLines(sheet).join("\n");
}

/** Two pages may have kept the same text. */
function withoutRepeats(texts: LateWork["texts"]): LateWork["texts"] {
  return [...new Map(texts.map((text) => [`${text.id} ${text.text}`, text])).values()];
}

function inOrder(texts: LateWork["texts"]): LateWork["texts"] {
  return texts.sort((a, b) => TEXT_IDS.indexOf(a.id) - TEXT_IDS.indexOf(b.id));
}

function describeDrawing(late: Scene, frozenText: string): string {
  const frozen = JSON.parse(frozenText) as Scene;
  const merged = mergeElements(frozen.elements, late.elements);
  const elements = merged.filter(({ isDeleted }) => !isDeleted);
  return diagramToText(readDiagram({ elements, files: {} }));
}
