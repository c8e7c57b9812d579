import type { Answers } from "#domain/attempts/answer.schema";
import type { Scene } from "#domain/diagram/scene.schema";
import { GRADE_FAILED } from "#domain/grading/retry.schema";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { Grade } from "#domain/grading/grade.schema";
import type { Mode } from "#domain/grading/verdicts";
import { SECTION_IDS } from "#domain/problems/scale";
import type { Lens, Level, SectionId } from "#domain/problems/scale";
import type { Dice } from "./dice";

/** Rows by table, in the order in which the tables may be filled. */
export type RowSets = Record<string, Record<string, unknown>[]>;

export function addRows(sets: RowSets, table: string, rows: Record<string, unknown>[]): void {
  (sets[table] ??= []).push(...rows);
}

type AttemptFacts = {
  id: string;
  userId: string;
  problemId: string;
  slug: string;
  problemVersionId: string;
  rubricVersionId: string;
  level: Level;
  lens: Lens;
  minutes: number | null;
  startedAt: Date;
  submittedAt: Date | null;
  answers: Answers;
  scene: Scene;
  contentHash: string;
  /** Of a drill; an interview has none. */
  drill?: { basedOnId: string; section: SectionId; criteria: string[] };
  /** Saves that are there to be replayed, of a practice with a curveball; others have none. */
  history?: { saves: number; bytes: number };
};

const MINUTE_MS = 60_000;

/** An attempt with its work, and what the audit log says of it. */
export function toAttemptRows(sets: RowSets, attempt: AttemptFacts): void {
  const { id, minutes, startedAt, submittedAt, answers, scene, contentHash, drill, history } =
    attempt;
  const isSubmitted = submittedAt !== null;
  addRows(sets, "attempts", [
    {
      id,
      user_id: attempt.userId,
      problem_id: attempt.problemId,
      problem_version_id: attempt.problemVersionId,
      rubric_version_id: attempt.rubricVersionId,
      kind: drill ? "drill" : "interview",
      based_on_id: drill?.basedOnId ?? null,
      focus_section: drill?.section ?? null,
      focus_criteria: drill?.criteria ?? null,
      level: attempt.level,
      lens: attempt.lens,
      minutes,
      is_practice: drill !== undefined || history !== undefined,
      has_curveball: history !== undefined,
      status: isSubmitted ? "submitted" : "in_progress",
      revision: history?.saves ?? 1,
      history_bytes: history?.bytes ?? 0,
      kept_bytes: 0,
      started_at: startedAt,
      deadline_at: minutes === null ? null : new Date(startedAt.getTime() + minutes * MINUTE_MS),
      submitted_at: submittedAt,
      submitted_by: isSubmitted ? "candidate" : null,
      content_hash: isSubmitted ? contentHash : null,
    },
  ]);
  addRows(
    sets,
    "answers",
    SECTION_IDS.map((section) => ({
      attempt_id: id,
      section,
      text: answers[section],
      revision: 1,
      client_id: "demo",
      updated_at: submittedAt ?? startedAt,
    })),
  );
  addRows(
    sets,
    "scene_elements",
    scene.elements.map((element) => ({
      attempt_id: id,
      element_id: element.id,
      version: element.version,
      version_nonce: element.versionNonce,
      element,
    })),
  );
  const entry = { actor_id: attempt.userId, subject_id: id };
  addRows(sets, "audit_log", [
    {
      ...entry,
      at: startedAt,
      action: drill ? "drill.start" : "attempt.start",
      detail: { problem: attempt.slug, level: attempt.level, lens: attempt.lens, minutes },
    },
    ...(isSubmitted
      ? [
          {
            ...entry,
            at: submittedAt,
            action: "attempt.submit",
            detail: { by: "candidate", contentHash },
          },
        ]
      : []),
  ]);
}

type GradeFacts = {
  gradeId: string;
  attemptId: string;
  version: number;
  rubricVersionId: string;
  mode: Mode;
  queuedAt: Date;
  takenAt: Date;
};

/** A grading with its verdicts, evidence and calls; without a grade it needs attention. */
export function toGradeRows(
  sets: RowSets,
  facts: GradeFacts,
  grade: Grade | null,
  failure: readonly [kind: string, message: string] | null,
  dice: Dice,
): void {
  const { criteria = [], calls = [], ...summary } = grade ?? {};
  const finishedAt = grade && new Date(facts.takenAt.getTime() + grade.durationMs);
  addRows(sets, "grades", [
    {
      id: facts.gradeId,
      attempt_id: facts.attemptId,
      version: facts.version,
      rubric_version_id: facts.rubricVersionId,
      mode: facts.mode,
      lease_epoch: 1,
      status: grade ? "graded" : "needs_attention",
      failures: failure ? 5 : 0,
      error_kind: failure?.[0] ?? null,
      error_message: failure?.[1] ?? null,
      total: grade?.total ?? null,
      summary: grade ? summary : null,
      queued_at: facts.queuedAt,
      started_at: facts.takenAt,
      finished_at: finishedAt,
    },
  ]);
  if (!grade) {
    addRows(sets, "audit_log", [
      {
        actor_id: null,
        subject_id: facts.gradeId,
        at: facts.takenAt,
        action: GRADE_FAILED,
        detail: { attemptId: facts.attemptId, errorKind: failure?.[0] ?? null },
      },
    ]);
  }
  for (const [position, { evidence, ...detail }] of criteria.entries()) {
    const id = dice.uuid();
    addRows(sets, "criterion_verdicts", [
      {
        id,
        grade_id: facts.gradeId,
        position,
        criterion_id: detail.id,
        section: detail.section,
        verdict: detail.verdict,
        confidence: detail.confidence,
        needs_person: detail.needsPerson,
        detail,
      },
    ]);
    addRows(
      sets,
      "evidence",
      evidence.flatMap((piece, index) => toEvidence(id, piece, index)),
    );
  }
  addRows(
    sets,
    "judge_calls",
    calls.map((call) => ({
      grade_id: facts.gradeId,
      lease_epoch: 1,
      position: call.index,
      detail: call,
      requested_model: call.requestedModel,
      returned_model: call.returnedModel,
      input_tokens: call.usage?.inputTokens,
      output_tokens: call.usage?.outputTokens,
      cost_usd: call.costUsd,
      duration_ms: call.durationMs,
      started_at: call.startedAt,
    })),
  );
}

function toEvidence(verdictId: string, piece: Evidence, position: number) {
  if (piece.source !== "text") return [];
  return [
    {
      criterion_verdict_id: verdictId,
      position,
      section: piece.section,
      quote: piece.quote,
      start_offset: piece.start,
      end_offset: piece.end,
    },
  ];
}
