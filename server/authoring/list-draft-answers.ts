import { eq } from "drizzle-orm";
import { readAnswerFile } from "../content/answer-file";
import { calibrationHeadSchema } from "#domain/problems/calibration.schema";
import type { Band, CalibrationHead } from "#domain/problems/calibration.schema";
import { validateYaml } from "../content/yaml-source";
import type { DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { calibrationAnswers } from "../db/tables/authoring";
import { parseScene } from "#domain/diagram/parse-scene";
import { readSceneJson } from "../content/read-problem";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { belongsTo } from "./stored-answers";
import type { AnswerOwner } from "./stored-answers";

/** A calibration answer as a list shows it. */
export type AnswerCard = {
  name: string;
  hash: string;
  /** Null where its head can't be read. */
  band: Band | null;
  note: string | null;
  /** Criteria of the draft's rubric that have a label; null where either can't be read. */
  labelled: { done: number; of: number } | null;
  hasDrawing: boolean;
  source: "file" | "app";
  updatedAt: string;
  /** Null for what came from the files. */
  updatedBy: string | null;
  isRemoved: boolean;
  /** When a newer file took the place of an edit; null where none did, or it was decided. */
  replacedAt: string | null;
};

/** A draft's calibration answers by name, those taken out included. */
export async function listDraftAnswers(
  db: DbOrTx,
  draft: AnswerOwner,
  rubric: Rubric | null,
): Promise<AnswerCard[]> {
  const rows = await db
    .select({ answer: calibrationAnswers, updatedBy: users.name })
    .from(calibrationAnswers)
    .leftJoin(users, eq(users.id, calibrationAnswers.updatedBy))
    .where(belongsTo(draft))
    .orderBy(calibrationAnswers.name);
  return rows.map(({ answer, updatedBy }) => {
    const head = readHead(answer.answerText);
    return {
      name: answer.name,
      hash: answer.hash,
      source: answer.source,
      updatedBy,
      band: head?.band ?? null,
      note: head?.note ?? null,
      labelled: head && rubric && countLabels(head, rubric),
      hasDrawing: isDrawn(answer.sceneText),
      updatedAt: answer.updatedAt.toISOString(),
      isRemoved: answer.removedAt !== null,
      replacedAt: answer.replaced?.at ?? null,
    };
  });
}

/** The YAML head of an answer's file; null where it can't be read. */
export function readHead(answerText: string): CalibrationHead | null {
  const { head } = readAnswerFile(answerText, "answer.md", []);
  return head && validateYaml(head, calibrationHeadSchema, []);
}

function countLabels({ expected }: CalibrationHead, { criteria }: Rubric) {
  return {
    done: criteria.filter(({ id }) => expected[id] !== undefined).length,
    of: criteria.length,
  };
}

function isDrawn(sceneText: string | null): boolean {
  if (sceneText === null) return false;
  const scene = readSceneJson({ file: "", text: sceneText }, []);
  return parseScene(scene).scene.elements.some(({ isDeleted }) => !isDeleted);
}
