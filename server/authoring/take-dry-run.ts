import { eq } from "drizzle-orm";
import type { Answers } from "#domain/attempts/answer.schema";
import type { CalibrationHead } from "#domain/problems/calibration.schema";
import type { Db } from "../db/client";
import { takeLease } from "../db/lease";
import { drafts, dryRuns } from "../db/tables/authoring";
import { parseScene } from "#domain/diagram/parse-scene";
import type { Scene } from "#domain/diagram/scene.schema";
import type { ProblemBody } from "#domain/problems/problem.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { DraftChecker } from "./check-draft";
import { findNewestVersions } from "./newest-versions";
import type { NewestVersions } from "./newest-versions";
import { listSlugs } from "./list-slugs";
import { saveDryRunFailure } from "./save-dry-run";
import { textsOfDraft } from "./save-draft";
import { hashAnswers, listStoredAnswers } from "./stored-answers";

/** A dry run in the hands of one worker; every write names it, and an older one writes nothing. */
export type DryRunLease = { dryRunId: string; leaseEpoch: number };

export type TriedContent = { problem: ProblemBody; rubric: Rubric; rubricHash: string };

export type DryRunTask = {
  lease: DryRunLease;
  /** Null for a new problem. */
  before: TriedContent | null;
  after: TriedContent;
  answersHash: string;
  answers: { name: string; head: CalibrationHead; answers: Answers; scene: Scene }[];
};

/**
 * Takes a dry run up: raises its lease epoch and reads what is to be compared. Null when there is
 * nothing to do: it ended, or the draft was changed since and the row now says so.
 */
export async function takeDryRun(
  db: Db,
  checkDraft: DraftChecker,
  dryRunId: string,
): Promise<DryRunTask | null> {
  const taken = await takeLease(db, dryRuns, dryRunId, { progress: null });
  if (!taken) return null;
  const lease = { dryRunId, leaseEpoch: taken.leaseEpoch };
  const [draft] = await db.select().from(drafts).where(eq(drafts.id, taken.draftId));
  if (draft?.revision !== taken.revision) {
    await saveDryRunFailure(db, lease, "The draft was saved again before it could be tried.", null);
    return null;
  }
  const { problemId, slug } = draft;
  const stored = await listStoredAnswers(db, draft);
  const around = { slugs: await listSlugs(db), answers: stored };
  const { problem, rubric, calibration } = await checkDraft(slug, textsOfDraft(draft), around);
  if (!problem || !rubric) {
    await saveDryRunFailure(db, lease, "The draft can't be read.", null);
    return null;
  }
  const newest = problemId === null ? null : await findNewestVersions(db, problemId);
  return {
    lease,
    before: newest && toContent(newest),
    after: { problem: problem.problem, rubric: rubric.rubric, rubricHash: rubric.hash },
    answersHash: hashAnswers(stored),
    answers: calibration.map(({ answer }) => ({
      ...answer,
      scene: parseScene(answer.scene).scene,
    })),
  };
}

function toContent({ problem, rubric }: NewestVersions): TriedContent | null {
  if (!problem || !rubric) return null;
  return { problem: problem.body, rubric: rubric.body, rubricHash: rubric.hash };
}
