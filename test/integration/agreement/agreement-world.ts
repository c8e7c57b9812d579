import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Viewer } from "#server/accounts/sessions";
import { answers, attempts, sceneElements } from "#server/db/tables/attempts";
import { problems, problemVersions, rubrics, rubricVersions } from "#server/db/tables/content";
import { criterionVerdicts, grades } from "#server/db/tables/grades";
import { ratingMarks, ratings } from "#server/db/tables/reviews";
import type { Db } from "#server/db/client";
import { SECTION_IDS } from "#domain/problems/scale";
import type { Lens, Level } from "#domain/problems/scale";
import type { Verdict } from "#domain/grading/verdicts";
import type { GradeSummary } from "#server/db/tables/grades";
import type { ProblemBody } from "#domain/problems/problem.schema";
import { rubricSchema } from "#domain/rubrics/rubric.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { SCENE } from "../../support/grading-fixture";
import { createPerson } from "../../support/people";

/** What the judge writes beside each verdict: no page of an open rating may hold it. */
export const JUDGE_SAYS = "The judge found it in the second sentence.";

/** Five criteria of one weight each, so that a total is 20 points a criterion; two have a half. */
export const IDS = ["alpha", "beta", "gamma", "delta", "epsilon"] as const;
export type Marks = Record<(typeof IDS)[number], Exclude<Verdict, "cannot_assess">>;

export const RUBRIC = rubricSchema.parse({
  problem: "lost-parcels",
  bars: { mid: 40, senior: 60, staff: 80 },
  criteria: IDS.map((id, i) => ({
    id,
    section: SECTION_IDS[i],
    text: `States ${id}.`,
    weight: 4,
    level: "mid",
    pass: `The answer states ${id}.`,
    fail: `The answer names ${id} only.`,
    ...((id === "alpha" || id === "beta") && { partial: `Half of ${id}.` }),
    topics: ["search"],
    advice: `State ${id}.`,
  })),
});

/** Verdicts in the order of `IDS`, a letter each: m met, p partial, n not met. */
export function toMarks(letters: string): Marks {
  const words = { m: "met", p: "partial", n: "not_met" } as const;
  const entries = IDS.map((id, i) => [id, words[letters[i] as keyof typeof words]]);
  return Object.fromEntries(entries) as Marks;
}

/** 20 points for each met, 10 for each partial: all weights are equal. */
function pointsOf(letters: string): number {
  return [...letters].reduce(
    (sum, letter) => sum + (letter === "m" ? 20 : letter === "p" ? 10 : 0),
    0,
  );
}

export type Content = { problemId: string; problemVersionId: string; rubricVersionId: string };

export async function createContent(
  db: Db,
  slug = "lost-parcels",
  { rubric: rubricBody = RUBRIC, head = {} }: { rubric?: Rubric; head?: object } = {},
): Promise<Content> {
  const body = { head: { title: "Find lost parcels", ...head } } as ProblemBody;
  const problem = only(await db.insert(problems).values({ slug }).returning({ id: problems.id }));
  const problemId = problem.id;
  const version = only(
    await db
      .insert(problemVersions)
      .values({ problemId, version: 1, hash: "p", body, source: "app" })
      .returning({ id: problemVersions.id }),
  );
  const rubric = only(await db.insert(rubrics).values({ problemId }).returning({ id: rubrics.id }));
  const rubricVersion = only(
    await db
      .insert(rubricVersions)
      .values({ rubricId: rubric.id, version: 1, hash: "r", body: rubricBody, source: "app" })
      .returning({ id: rubricVersions.id }),
  );
  return { problemId, problemVersionId: version.id, rubricVersionId: rubricVersion.id };
}

/** A graded attempt of a candidate of its own, the judge's verdicts given as letters. */
export async function createGraded(
  db: Db,
  content: Content,
  judged: string,
  options: {
    candidate?: Viewer;
    level?: Level;
    lens?: Lens;
    model?: string;
    isEstimate?: boolean;
    finishedAt?: Date;
    texts?: Partial<Record<(typeof SECTION_IDS)[number], string>>;
    /** With the drawing of the grading fixture. */
    isDrawn?: boolean;
  } = {},
): Promise<{ attemptId: string; gradeId: string }> {
  const candidate = options.candidate ?? (await createPerson(db));
  const attempt = only(
    await db
      .insert(attempts)
      .values({
        ...content,
        userId: candidate.id,
        level: options.level ?? "senior",
        lens: options.lens ?? "product",
      })
      .returning({ id: attempts.id }),
  );
  const attemptId = attempt.id;
  await db
    .insert(answers)
    .values(
      SECTION_IDS.map((section) => ({
        attemptId,
        section,
        text: options.texts?.[section] ?? `What I say of ${section}.`,
        revision: 1,
        clientId: "c",
      })),
    );
  if (options.isDrawn === true) {
    await db
      .insert(sceneElements)
      .values(
        SCENE.elements.map((element) => ({
          attemptId,
          elementId: element.id,
          version: element.version,
          versionNonce: element.versionNonce,
          element,
        })),
      );
  }
  await db
    .update(attempts)
    .set({
      status: "submitted",
      submittedAt: new Date("2026-05-02T10:00:00Z"),
      submittedBy: "candidate",
      contentHash: "h",
    })
    .where(eq(attempts.id, attemptId));
  const gradeId = await addGrade(db, { attemptId, ...content }, judged, options);
  return { attemptId, gradeId };
}

/** A further grade of an attempt; `?` is what the judge couldn't tell. */
export async function addGrade(
  db: Db,
  at: { attemptId: string; rubricVersionId: string; version?: number },
  judged: string,
  options: { model?: string; isEstimate?: boolean; finishedAt?: Date } = {},
): Promise<string> {
  const summary = {
    judge: {
      kind: "openai",
      requestedModel: options.model ?? "model-a",
      returnedModel: null,
      isEstimate: options.isEstimate ?? false,
    },
  } as GradeSummary;
  const grade = only(
    await db
      .insert(grades)
      .values({
        attemptId: at.attemptId,
        rubricVersionId: at.rubricVersionId,
        version: at.version ?? 1,
        mode: "standard",
        status: "graded",
        total: pointsOf(judged.replaceAll("?", "n")),
        summary,
        finishedAt: options.finishedAt ?? new Date("2026-05-02T10:05:00Z"),
      })
      .returning({ id: grades.id }),
  );
  const gradeId = grade.id;
  const marks = toMarks(judged);
  await db.insert(criterionVerdicts).values(
    IDS.map((id, position) => {
      const verdict: Verdict = marks[id] ?? "cannot_assess";
      const section = SECTION_IDS[position] ?? "evaluation";
      return {
        gradeId,
        position,
        criterionId: id,
        section,
        verdict,
        confidence: 1,
        needsPerson: false,
        detail: {
          id,
          section,
          verdict,
          reasoning: JUDGE_SAYS,
          advice: "",
          confidence: 1,
          needsPerson: false,
          decidedBy: "judge" as const,
          weight: 4,
          excluded: null,
          notes: [],
        },
      };
    }),
  );
  return gradeId;
}

/** A finished blind rating, straight into the tables. */
export async function addRating(
  db: Db,
  at: { attemptId: string; raterId: string; startedAt?: Date },
  marks: string,
): Promise<string> {
  const id = randomUUID();
  await db.insert(ratings).values({ id, ...at });
  await db
    .insert(ratingMarks)
    .values(
      Object.entries(toMarks(marks)).map(([criterionId, verdict]) => ({
        ratingId: id,
        criterionId,
        verdict,
      })),
    );
  await db
    .update(ratings)
    .set({ finishedAt: new Date("2026-05-05T10:00:00Z") })
    .where(eq(ratings.id, id));
  return id;
}

function only<T>(rows: T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error("nothing was inserted");
  return row;
}
