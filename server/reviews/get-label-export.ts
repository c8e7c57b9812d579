import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { getScene } from "../attempts/scene-store";
import { getSpokenAnswers } from "../attempts/get-spoken-answers";
import { parseAttemptId } from "../attempts/own-attempt";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { attempts } from "../db/tables/attempts";
import { rubricVersions } from "../db/tables/content";
import { criterionVerdicts, grades } from "../db/tables/grades";
import { overrides, ratingMarks, ratings, reviews } from "../db/tables/reviews";
import { AppError } from "../errors";
import { hasRole } from "#domain/accounts/roles";
import type { Viewer } from "../accounts/sessions";
import type { CalibrationHead } from "#domain/problems/calibration.schema";
import type { Verdict } from "#domain/grading/verdicts";
import { LEVELS } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { toLabelDrawing, toLabelMarkdown } from "./agreement/label-file";
import { newestGradeOf } from "./agreement/newest-grade";
import type { Voice } from "./agreement/rated-attempt";
import { toRatingVoice, toSignOffVoice } from "./agreement/voices";
import { recordSight } from "./record-sight";

/** The two files of a calibration answer, `<name>.md` and `<name>.excalidraw`. */
export type LabelExport = { name: string; markdown: string; drawing: string };

/** Where labels come from: a finished rating, or the signature under an attempt's newest grade. */
export type LabelSource = { ratingId: string } | "sign-off";

/**
 * An attempt with a person's verdicts as the files of a calibration answer (docs/authoring.md). The
 * candidate's name and e-mail address are taken out, in the drawing too.
 * @throws AppError `forbidden` for who is no reviewer; `not_found` without such a rating or signature;
 *   `conflict` when a criterion has no person's verdict, or nothing is drawn, and for who rates the
 *   attempt blindly at the moment
 */
export async function getLabelExport(
  db: Db,
  who: { attemptId: string; viewer: Viewer },
  source: LabelSource,
): Promise<LabelExport> {
  if (!hasRole(who.viewer.role, "reviewer")) {
    throw new AppError("forbidden", {
      message: `${who.viewer.id} is no reviewer`,
      userMessage: "Only reviewers can do this.",
    });
  }
  const attempt = await requireAttempt(db, who.attemptId);
  if (!(await recordSight(db, who))) {
    throw new AppError("conflict", {
      message: `${who.viewer.id} rates attempt ${attempt.id} blindly`,
      userMessage:
        "You are rating this attempt blindly. Finish that first; labels say what others marked.",
    });
  }
  const voice =
    source === "sign-off"
      ? await readSignature(db, attempt)
      : await readRating(db, attempt, source.ratingId);
  if (!voice) throw notFound(who.attemptId);
  const [answers, scene] = await Promise.all([
    getSpokenAnswers(db, attempt.id),
    getScene(db, attempt.id),
  ]);
  const head = toHead(attempt.rubric, voice);
  if (!scene.elements.some((element) => !element.isDeleted)) {
    throw new AppError("conflict", {
      message: `attempt ${attempt.id} has no drawing`,
      userMessage: "A calibration answer needs a drawing, and this attempt has none.",
    });
  }
  await writeAudit(db, {
    actorId: who.viewer.id,
    action: "labels.export",
    subjectId: attempt.id,
    detail: { source: voice.source },
  });
  return {
    name: `rated-${attempt.id.slice(0, 8)}`,
    markdown: toLabelMarkdown(head, answers, attempt.person),
    drawing: toLabelDrawing(scene, attempt.person),
  };
}

type Labelled = Awaited<ReturnType<typeof requireAttempt>>;

async function requireAttempt(db: Db, attemptId: string) {
  const [attempt] = await db
    .select({
      id: attempts.id,
      lens: attempts.lens,
      gradeId: grades.id,
      rubric: rubricVersions.body,
      person: { name: users.name, email: users.email },
    })
    .from(attempts)
    .innerJoin(users, eq(users.id, attempts.userId))
    .innerJoin(grades, eq(grades.id, newestGradeOf(attempts.id)))
    .innerJoin(rubricVersions, eq(rubricVersions.id, attempts.rubricVersionId))
    .where(eq(attempts.id, parseAttemptId(attemptId)));
  if (!attempt) throw notFound(attemptId);
  return attempt;
}

function notFound(attemptId: string): AppError {
  return new AppError("not_found", {
    message: `no labels of attempt ${attemptId}`,
    userMessage: "There is no finished rating or signed grade of this attempt.",
  });
}

async function readRating(db: Db, attempt: Labelled, ratingId: string): Promise<Voice | null> {
  const rows = await db
    .select({ id: ratingMarks.criterionId, verdict: ratingMarks.verdict })
    .from(ratings)
    .innerJoin(ratingMarks, eq(ratingMarks.ratingId, ratings.id))
    .where(
      and(
        eq(ratings.id, parseAttemptId(ratingId)),
        eq(ratings.attemptId, attempt.id),
        isNotNull(ratings.finishedAt),
      ),
    );
  if (rows.length === 0) return null;
  return toRatingVoice(toMap(rows), attempt.rubric, attempt.lens);
}

async function readSignature(db: Db, attempt: Labelled): Promise<Voice | null> {
  const [signed] = await db
    .select({ id: reviews.attemptId })
    .from(reviews)
    .where(and(eq(reviews.attemptId, attempt.id), eq(reviews.signedGradeId, attempt.gradeId)));
  if (!signed) return null;
  const [judged, overridden] = await Promise.all([
    db
      .select({ id: criterionVerdicts.criterionId, verdict: criterionVerdicts.verdict })
      .from(criterionVerdicts)
      .where(eq(criterionVerdicts.gradeId, attempt.gradeId)),
    db
      .select({ id: overrides.criterionId, verdict: overrides.verdict })
      .from(overrides)
      .where(and(eq(overrides.attemptId, attempt.id), isNull(overrides.withdrawnAt))),
  ]);
  return toSignOffVoice(toMap(judged), toMap(overridden), attempt.rubric, attempt.lens);
}

function toMap(rows: readonly { id: string; verdict: Verdict }[]): Map<string, Verdict> {
  return new Map(rows.map(({ id, verdict }) => [id, verdict]));
}

/**
 * Strong from the senior bar on, weak below the mid bar; the level is the highest bar reached. Labels
 * and bars are those without the curveball, which no calibration answer meets.
 */
function toHead(
  rubric: Rubric,
  { source, barsReached: reached, verdicts }: Voice,
): CalibrationHead {
  if (reached === null) {
    throw new AppError("conflict", {
      message: "a criterion has no person's verdict",
      userMessage:
        "The judge left a criterion open and no one has decided it. Override it and sign off again first.",
    });
  }
  const hasCurveball = rubric.curveball?.some(({ id }) => verdicts.has(id)) ?? false;
  const expected = rubric.criteria.map(({ id, partial }) => {
    const verdict = verdicts.get(id);
    if (verdict === "partial" && partial === undefined) {
      throw new AppError("conflict", {
        message: `${id} is partial, but has no partial anchor`,
        userMessage: `A reviewer has marked “${id}” as partly met, but the rubric defines no half for it, so the files can’t have that label.`,
      });
    }
    if (verdict === undefined || verdict === "cannot_assess") throw new Error(`no label of ${id}`);
    return [id, verdict] as const;
  });
  return {
    band: reached >= 2 ? "strong" : reached === 1 ? "middling" : "weak",
    level: LEVELS[reached - 1] ?? "mid",
    note: [
      source === "rating"
        ? "A candidate's answer, labeled in a blind rating."
        : "A candidate's answer, labeled by the judge and a reviewer's sign-off.",
      ...(hasCurveball ? ["It met the curveball, of which it has no labels."] : []),
    ].join(" "),
    expected: Object.fromEntries(expected),
  };
}
