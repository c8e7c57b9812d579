import { and, eq, isNull } from "drizzle-orm";
import type { Answers } from "#domain/attempts/answer.schema";
import { readAnswerFile } from "../content/answer-file";
import type { CalibrationHead } from "#domain/problems/calibration.schema";
import { readRubric } from "../content/read-rubric";
import type { Db } from "../db/client";
import { calibrationAnswers, drafts } from "../db/tables/authoring";
import type { SectionId } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { draftIdSchema } from "#domain/authoring/draft.schema";
import { readHead } from "./list-draft-answers";
import { belongsTo } from "./stored-answers";

/** A criterion as far as a label needs it. */
export type LabelledCriterion = {
  id: string;
  section: SectionId;
  text: string;
  /** A half is told by what counts as one; without it there is no half. */
  partial: string | null;
};

export type DraftAnswer = {
  draft: { id: string; slug: string; isOpen: boolean };
  /** Of the draft's rubric; null where that can't be read. */
  criteria: LabelledCriterion[] | null;
  /** Null for one that is to be added. */
  answer: {
    name: string;
    hash: string;
    /** Null where it can't be read. */
    head: CalibrationHead | null;
    answers: Answers;
    scene: string | null;
  } | null;
};

/**
 * What the page of a calibration answer shows.
 * @param name null for an answer that is to be added
 * @returns null where there is no such draft, or no such answer of it
 */
export async function getDraftAnswer(
  db: Db,
  draftId: string,
  name: string | null,
): Promise<DraftAnswer | null> {
  if (!draftIdSchema.safeParse(draftId).success) return null;
  const [draft] = await db.select().from(drafts).where(eq(drafts.id, draftId));
  if (!draft) return null;
  const rubric = readRubric(draft.rubricText, `rubrics/${draft.slug}.yaml`, []);
  const page = {
    draft: {
      id: draft.id,
      slug: draft.slug,
      isOpen: draft.publishedAt === null && draft.discardedAt === null,
    },
    criteria: rubric && toCriteria(rubric.rubric),
  };
  if (name === null) return { ...page, answer: null };
  const [row] = await db
    .select()
    .from(calibrationAnswers)
    .where(
      and(
        belongsTo(draft),
        eq(calibrationAnswers.name, name),
        isNull(calibrationAnswers.removedAt),
      ),
    );
  if (!row) return null;
  return {
    ...page,
    answer: {
      name: row.name,
      hash: row.hash,
      scene: row.sceneText,
      head: readHead(row.answerText),
      answers: readAnswerFile(row.answerText, `${row.name}.md`, []).answers,
    },
  };
}

function toCriteria({ criteria }: Rubric): LabelledCriterion[] {
  return criteria.map(({ id, section, text, partial }) => ({
    id,
    section,
    text,
    partial: partial ?? null,
  }));
}
