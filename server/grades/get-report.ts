import { asc, eq, inArray } from "drizzle-orm";
import type { Viewer } from "../accounts/sessions";
import type { Answers } from "#domain/attempts/answer.schema";
import { metCurveball } from "../attempts/curveball";
import type { OwnAttempt } from "../attempts/own-attempt";
import { getAids } from "../attempts/get-aids";
import type { Aids } from "../attempts/get-aids";
import { getSectionTimes } from "../attempts/get-section-times";
import type { SpentTime } from "../attempts/get-section-times";
import { getGivenBrief } from "../attempts/get-given-brief";
import type { GivenBrief } from "../attempts/get-given-brief";
import { countLeftOut } from "../attempts/scene-store";
import { getAnswers } from "../attempts/get-answers";
import { getExchanges } from "../attempts/get-exchanges";
import { requireSubmittedAttempt } from "../attempts/visible-attempt";
import type { Db } from "../db/client";
import { problems, problemVersions, rubricVersions } from "../db/tables/content";
import { criterionVerdicts, evidence, grades, judgeCalls } from "../db/tables/grades";
import type { Exchange } from "#domain/attempts/turn.schema";
import type { AttemptKind } from "#domain/attempts/kinds";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { Grade } from "#domain/grading/grade.schema";
import type { DebriefGiven } from "#domain/grading/shown-debrief";
import type { Lens, Level, SectionId } from "#domain/problems/scale";
import { rubricOfAttempt, weightOf } from "#domain/rubrics/rubric.schema";
import type { Misconception } from "#domain/rubrics/rubric.schema";
import { withoutStruck } from "#domain/grading/without-struck";
import { listPointEdits, listStruck } from "../reviews/list-point-edits";
import { getGradedState, getGradeState } from "./grade-state";
import type { GradeState } from "./grade-state";
import { showDebrief } from "./show-debrief";

/** Its debrief is beside it, without what stays on the server. */
export type ReportGrade = Omit<Grade, "debrief">;

/** A criterion as the report explains it. */
export type ReportCriterion = {
  id: string;
  section: SectionId;
  text: string;
  pass: string;
  fail: string;
  /** What half of it is; null where half is no verdict. */
  partial: string | null;
  level: Level;
  topics: string[];
  weight: number;
  /** About the changed requirements, which not every attempt meets. */
  isCurveball: boolean;
};

/** Everything the report shows but the drawing. Times are ISO 8601. `grade` is null until there is one. */
export type Report = {
  attempt: {
    id: string;
    userId: string;
    kind: AttemptKind;
    /** The attempt that a retry or drill grew out of; null for an interview, and once that is gone. */
    basedOnId: string | null;
    focusSection: SectionId | null;
    level: Level;
    lens: Lens;
    minutes: number | null;
    startedAt: string;
    submittedAt: string;
    submittedBy: "candidate" | "deadline";
    contentHash: string;
  };
  problem: {
    slug: string;
    title: string;
    version: number;
    /** Parts of the clock by section, summing to 1. */
    shares: Record<SectionId, number>;
  };
  rubric: {
    version: number;
    hash: string;
    criteria: ReportCriterion[];
    misconceptions: Pick<Misconception, "id" | "text" | "advice" | "signals" | "whenNoneMet">[];
  };
  given: GivenBrief;
  answers: Answers;
  /** Follow-ups of the interviewer, with what was replied; none in most attempts. */
  interview: Exchange[];
  /** Drawn elements that are too large to be shown and graded; 0 but in very large old drawings. */
  leftOutCount: number;
  /** What helped on the way. */
  aids: Aids;
  /** How the time was spent; null where no save is left to tell. */
  time: SpentTime | null;
  /** Of the grading that is shown: the newest that is graded, else the newest. */
  state: GradeState;
  /** A grading after the one that is shown, under way or failed. */
  newer: GradeState | null;
  grade: ReportGrade | null;
  /** Of the grade, as its candidate may see it. */
  debrief: DebriefGiven;
};

/** @throws AppError `not_found`, or `conflict` when the attempt is still open */
export async function getReport(
  db: Db,
  who: { attemptId: string; viewer: Viewer },
): Promise<Report> {
  const attempt = await requireSubmittedAttempt(db, who);
  const [newest, content, answers, interview, leftOutCount, aids, time] = await Promise.all([
    getGradeState(db, attempt.id),
    getContent(db, attempt),
    getAnswers(db, attempt.id),
    getExchanges(db, attempt.id),
    countLeftOut(db, attempt.id),
    getAids(db, attempt),
    getSectionTimes(db, attempt),
  ]);
  if (!newest) throw new Error(`submitted attempt ${attempt.id} has no grading`);
  // A re-grade that waits or failed takes nothing away: the grade before it is still shown.
  const graded = newest.status === "graded" ? newest : await getGradedState(db, attempt.id);
  const state = graded ?? newest;
  const read = state.status === "graded" ? await getGrade(db, state.gradeId) : null;
  return {
    attempt: {
      id: attempt.id,
      userId: attempt.userId,
      kind: attempt.kind,
      basedOnId: attempt.basedOnId,
      focusSection: attempt.focusSection,
      level: attempt.level,
      lens: attempt.lens,
      minutes: attempt.minutes,
      startedAt: attempt.startedAt.toISOString(),
      submittedAt: attempt.submittedAt.toISOString(),
      submittedBy: attempt.submittedBy ?? "candidate",
      contentHash: attempt.contentHash,
    },
    ...content,
    answers,
    interview,
    aids,
    time,
    leftOutCount,
    state,
    newer: state.gradeId === newest.gradeId ? null : newest,
    grade: read?.grade ?? null,
    debrief: read?.debrief ?? null,
  };
}

async function getContent(
  db: Db,
  attempt: OwnAttempt,
): Promise<Pick<Report, "problem" | "given" | "rubric">> {
  const { problemVersionId, rubricVersionId, lens } = attempt;
  const [row] = await db
    .select({
      slug: problems.slug,
      version: problemVersions.version,
      body: problemVersions.body,
      rubricVersion: rubricVersions.version,
      rubricHash: rubricVersions.hash,
      rubric: rubricVersions.body,
    })
    .from(problemVersions)
    .innerJoin(problems, eq(problems.id, problemVersions.problemId))
    .innerJoin(rubricVersions, eq(rubricVersions.id, rubricVersionId))
    .where(eq(problemVersions.id, problemVersionId));
  if (!row) throw new Error(`problem version ${problemVersionId} is gone`);
  const isMet = metCurveball(attempt, row.body.head.curveball.at);
  const { focusCriteria } = attempt;
  const { criteria } = rubricOfAttempt(row.rubric, { metCurveball: isMet, focusCriteria });
  const curveball = new Set(row.rubric.curveball?.map(({ id }) => id));
  return {
    problem: {
      slug: row.slug,
      title: row.body.head.title,
      version: row.version,
      shares: row.body.head.shares,
    },
    given: getGivenBrief(attempt, row.body),
    rubric: {
      version: row.rubricVersion,
      hash: row.rubricHash,
      criteria: criteria.map((criterion) => ({
        id: criterion.id,
        section: criterion.section,
        text: criterion.text,
        pass: criterion.pass,
        fail: criterion.fail,
        partial: criterion.partial ?? null,
        level: criterion.level,
        topics: criterion.topics,
        weight: weightOf(criterion, lens),
        isCurveball: curveball.has(criterion.id),
      })),
      misconceptions: row.rubric.misconceptions.map((misconception) => {
        const { id, text, advice, signals, whenNoneMet } = misconception;
        return { id, text, advice, signals, whenNoneMet };
      }),
    },
  };
}

/** A stored grade, put together again from its tables. */
async function getGrade(
  db: Db,
  gradeId: string,
): Promise<{ grade: ReportGrade; debrief: DebriefGiven } | null> {
  const [[grade], verdicts, calls, edits] = await Promise.all([
    db
      .select({ summary: grades.summary, leaseEpoch: grades.leaseEpoch })
      .from(grades)
      .where(eq(grades.id, gradeId)),
    db
      .select({ id: criterionVerdicts.id, detail: criterionVerdicts.detail })
      .from(criterionVerdicts)
      .where(eq(criterionVerdicts.gradeId, gradeId))
      .orderBy(asc(criterionVerdicts.position)),
    db
      .select({ detail: judgeCalls.detail, leaseEpoch: judgeCalls.leaseEpoch })
      .from(judgeCalls)
      .where(eq(judgeCalls.gradeId, gradeId))
      .orderBy(asc(judgeCalls.position)),
    listPointEdits(db, gradeId),
  ]);
  if (!grade?.summary) return null;
  const pieces = await listEvidence(
    db,
    verdicts.map(({ id }) => id),
  );
  const { debrief, ...summary } = grade.summary;
  const { leaseEpoch } = grade;
  const struck = listStruck(edits);
  return {
    grade: {
      setAside: [],
      promptVersion: null,
      ...summary,
      criteria: verdicts.map(({ id, detail }) =>
        withoutStruck({ ...detail, evidence: pieces.get(id) ?? [] }, struck),
      ),
      calls: calls.filter((call) => call.leaseEpoch === leaseEpoch).map(({ detail }) => detail),
    },
    debrief: showDebrief(debrief, edits),
  };
}

async function listEvidence(db: Db, verdictIds: string[]): Promise<Map<string, Evidence[]>> {
  const byVerdict = new Map<string, Evidence[]>();
  if (verdictIds.length === 0) return byVerdict;
  const rows = await db
    .select()
    .from(evidence)
    .where(inArray(evidence.criterionVerdictId, verdictIds))
    .orderBy(asc(evidence.position));
  for (const row of rows) {
    const list = byVerdict.get(row.criterionVerdictId) ?? [];
    list.push(toEvidence(row));
    byVerdict.set(row.criterionVerdictId, list);
  }
  return byVerdict;
}

function toEvidence(row: typeof evidence.$inferSelect): Evidence {
  if (row.elementIds !== null && row.diagramIds !== null) {
    return { source: "diagram", ids: row.diagramIds, elementIds: row.elementIds };
  }
  if (row.section === null || row.quote === null) throw new Error(`evidence ${row.id} is empty`);
  const { section, quote, turn } = row;
  const place = { section, quote, start: row.startOffset ?? 0, end: row.endOffset ?? 0 };
  return turn === null ? { source: "text", ...place } : { source: "interview", turn, ...place };
}
