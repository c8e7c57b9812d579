import { and, asc, eq } from "drizzle-orm";
import * as z from "zod/mini";
import type { Viewer } from "../accounts/sessions";
import type { Db } from "../db/client";
import { revisions } from "../db/tables/attempts";
import { diagramToText } from "../diagram/diagram-to-text";
import { readDiagram } from "../diagram/read-diagram";
import { mergeElements } from "../diagram/merge-elements";
import { parseScene } from "../diagram/parse-scene";
import type { Scene } from "../diagram/scene.schema";
import { TEXT_IDS } from "./answer.schema";
import type { TextId } from "./answer.schema";
import { getScene } from "./scene-store";
import { textChangeSchema } from "./save.schema";
import type { TextChange } from "./save.schema";
import { requireSubmittedAttempt } from "./visible-attempt";
import { writeLines } from "./worksheet/write-lines";
import { parseWorksheet } from "./worksheet/worksheet.schema";

/** What came after the end: kept and shown, never graded. Times are ISO 8601. */
export type LateWork = {
  /** When the last of it came in. */
  receivedAt: string;
  /** The newest text of each page that wrote late, whole. */
  texts: { id: TextId; text: string; receivedAt: string }[];
  /** The drawing as it would be with what came late; null when nothing drawn did. */
  drawing: { text: string; scene: Scene } | null;
};

const payloadSchema = z.object({
  texts: z.partialRecord(z.enum(TEXT_IDS), textChangeSchema),
  elements: z.array(z.unknown()),
  files: z._default(z.record(z.string(), z.unknown()), {}),
});

/**
 * @returns null when nothing came late
 * @throws AppError `not_found`, or `conflict` when the attempt is still open
 */
export async function getLateWork(
  db: Db,
  who: { attemptId: string; viewer: Viewer },
): Promise<LateWork | null> {
  const { id } = await requireSubmittedAttempt(db, who);
  const rows = await db
    .select({
      clientId: revisions.clientId,
      payload: revisions.payload,
      createdAt: revisions.createdAt,
    })
    .from(revisions)
    .where(and(eq(revisions.attemptId, id), eq(revisions.kind, "late")))
    .orderBy(asc(revisions.id));
  const last = rows.at(-1);
  if (!last) return null;
  const texts = new Map<string, LateWork["texts"][number]>();
  const late: Scene = { elements: [], files: {} };
  for (const { clientId, payload, createdAt } of rows) {
    const saved = payloadSchema.parse(payload);
    for (const textId of TEXT_IDS) {
      const change = saved.texts[textId];
      if (!change) continue;
      const text = describeText(textId, change);
      texts.set(`${clientId} ${textId}`, { id: textId, text, receivedAt: createdAt.toISOString() });
    }
    const { scene } = parseScene(saved);
    late.elements = mergeElements(late.elements, scene.elements);
    Object.assign(late.files, scene.files);
  }
  return {
    receivedAt: last.createdAt.toISOString(),
    texts: withoutRepeats([...texts.values()]),
    drawing: late.elements.length === 0 ? null : await describeDrawing(db, id, late),
  };
}

/** The worksheet in words; of a splice that was never resolved, what it put in. */
function describeText(id: TextId, change: TextChange): string {
  const text = change.kind === "whole" ? change.text : change.insert;
  const sheet = id === "worksheet" ? parseWorksheet(text) : null;
  return sheet === null ? text : writeLines(sheet).join("\n");
}

/** In the order of the sections; two pages may have kept the same text. */
function withoutRepeats(texts: LateWork["texts"]): LateWork["texts"] {
  return texts
    .filter(
      ({ id, text }, index) =>
        texts.findIndex((other) => other.id === id && other.text === text) === index,
    )
    .sort((a, b) => TEXT_IDS.indexOf(a.id) - TEXT_IDS.indexOf(b.id));
}

async function describeDrawing(
  db: Db,
  attemptId: string,
  late: Scene,
): Promise<LateWork["drawing"]> {
  const frozen = await getScene(db, attemptId);
  const scene: Scene = {
    elements: mergeElements(frozen.elements, late.elements).filter(({ isDeleted }) => !isDeleted),
    files: { ...frozen.files, ...late.files },
  };
  return { text: diagramToText(readDiagram(scene)), scene };
}
