import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { Viewer } from "../accounts/sessions";
import type { Db } from "../db/client";
import { diagramToText } from "#domain/diagram/diagram-to-text";
import { readDiagram } from "#domain/diagram/read-diagram";
import { mergeElements } from "#domain/diagram/merge-elements";
import { parseScene } from "#domain/diagram/parse-scene";
import type { Scene } from "#domain/diagram/scene.schema";
import { TEXT_IDS } from "#domain/attempts/answer.schema";
import type { TextId } from "#domain/attempts/answer.schema";
import { getScene } from "./scene-store";
import { textChangeSchema } from "#domain/attempts/save.schema";
import type { TextChange } from "#domain/attempts/save.schema";
import { requireSubmittedAttempt } from "./visible-attempt";
import { writeLines } from "#domain/worksheet/write-lines";
import { parseWorksheet } from "#domain/worksheet/worksheet.schema";

/** What came after the end: kept and shown, never graded. Times are ISO 8601. */
export type LateWork = {
  /** When the last of it came in. */
  receivedAt: string;
  /** The newest text of each page that wrote late, whole; at most `MAX_TEXTS`, the newest. */
  texts: { id: TextId; text: string; receivedAt: string }[];
  /** The drawing as it would be with what came late; null when nothing drawn did. */
  drawing: { text: string; scene: Scene } | null;
  /** There is more than is read at once: what came last is shown. */
  isCut: boolean;
};

/** Twice the default of LATE_WORK_MAX_BYTES; before that bound, any number of bytes was kept. */
const MAX_READ_LATE_BYTES = 16_000_000;
/** Five pages' worth of six texts. */
const MAX_TEXTS = 30;

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
  const rows = await listLate(db, id);
  const last = rows.at(-1);
  if (!last) return null;
  const texts = new Map<string, LateWork["texts"][number]>();
  const elements: unknown[] = [];
  const files: Record<string, unknown> = {};
  for (const { clientId, payload, receivedAt } of rows) {
    const saved = payloadSchema.parse(payload);
    for (const textId of TEXT_IDS) {
      const change = saved.texts[textId];
      if (!change) continue;
      const text = describeText(textId, change);
      texts.set(`${clientId} ${textId}`, { id: textId, text, receivedAt });
    }
    for (const element of saved.elements) elements.push(element);
    Object.assign(files, saved.files);
  }
  const newest = withoutRepeats([...texts.values()]);
  // Once, over all of it: the filter keeps the newest of each element, and its limits hold.
  const late = parseScene({ elements, files }).scene;
  return {
    receivedAt: last.receivedAt,
    texts: inOrder(newest.slice(-MAX_TEXTS)),
    drawing: late.elements.length === 0 ? null : await describeDrawing(db, id, late),
    isCut: newest.length > MAX_TEXTS || rows.some(({ isCut }) => isCut),
  };
}

type LateRow = { clientId: string; payload: unknown; receivedAt: string; isCut: boolean };

/** Oldest first; of more than is read at once, the last that came. Sizes are a column of their own. */
async function listLate(db: Db, attemptId: string): Promise<LateRow[]> {
  const rows = await db.execute<LateRow>(sql`
    select client_id as "clientId", payload, created_at as "receivedAt",
      bytes_in_all > ${MAX_READ_LATE_BYTES} as "isCut"
    from (
      select id, client_id, payload, created_at, sum(bytes) over () as bytes_in_all,
        sum(bytes) over (order by id desc) as bytes_so_far
      from revisions where attempt_id = ${attemptId} and kind = 'late'
    ) as sized
    where bytes_so_far <= ${MAX_READ_LATE_BYTES} order by id`);
  return rows.map((row) => ({ ...row, receivedAt: new Date(row.receivedAt).toISOString() }));
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
