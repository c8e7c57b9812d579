import { desc, eq, inArray } from "drizzle-orm";
import type { Db } from "../db/client";
import { problems, problemVersions, versionTitle } from "../db/tables/content";
import type { SectionId } from "#domain/problems/scale";
import { listAllCriteria } from "#domain/rubrics/rubric.schema";
import type { Criterion } from "#domain/rubrics/rubric.schema";
import { groupBy } from "./group-by";
import { readGradedMarks, readOwnMarks } from "./read-marks";
import type { Mark } from "./read-marks";
import { readScores } from "./read-scores";
import type { Scores } from "./read-scores";
import { readRubrics } from "./rubric-shelf";
import { compareMarks } from "./self-knowledge";
import type { SelfKnowledge } from "./self-knowledge";
import { listTopicHistory } from "./topic-history";
import type { TopicHistory } from "./topic-history";

/** A criterion that was missed, in interviews, retries and drills. */
export type MissedCriterion = {
  /** Unique over problems. */
  key: string;
  slug: string;
  title: string;
  criterionId: string;
  /** The attempt from whose report a drill of it starts. */
  from: string;
  text: string;
  section: SectionId;
  /** Not met counts one, partly met half. */
  missed: number;
  of: number;
  isLastMet: boolean;
};

/** What marks of one kind come to. */
export type MarkFigures = { missed: MissedCriterion[]; topics: TopicHistory };

/** Everything that is plotted. Nothing here mixes grades, estimates and own marks. */
export type Progress = {
  scores: Scores;
  graded: MarkFigures;
  own: MarkFigures;
  selfKnowledge: SelfKnowledge | null;
};

const MOST_MISSED = 10;

/** A person's progress, as far as they have seen it: no grade that they have not opened. */
export async function getProgress(
  db: Db,
  userId: string,
  { timeZone }: { timeZone: string },
): Promise<Progress> {
  const [scores, graded, own] = await Promise.all([
    readScores(db, userId),
    readGradedMarks(db, { userId }),
    readOwnMarks(db, { userId }),
  ]);
  const findCriterion = await readCriteria(db, [...graded, ...own]);
  const names = await readNames(db, [...graded, ...own]);
  const toFigures = (marks: readonly Mark[]): MarkFigures => ({
    missed: listMissed(marks, findCriterion, names),
    topics: listTopicHistory(
      marks.map((mark) => ({ ...mark, topics: findCriterion(mark)?.topics ?? [] })),
      timeZone,
    ),
  });
  return {
    scores,
    graded: toFigures(graded),
    own: toFigures(own),
    // Who has seen the grade marks what it says.
    selfKnowledge: compareMarks(
      graded,
      own.filter(({ isBlind }) => isBlind),
    ),
  };
}

type FindCriterion = (mark: Mark) => Criterion | undefined;

async function readCriteria(db: Db, marks: readonly Mark[]): Promise<FindCriterion> {
  const ids = [...new Set(marks.map(({ rubricVersionId }) => rubricVersionId))];
  const rubrics = await readRubrics(db, ids);
  const byVersion = new Map(
    [...rubrics].map(([id, rubric]) => [
      id,
      new Map(listAllCriteria(rubric).map((criterion) => [criterion.id, criterion])),
    ]),
  );
  return ({ rubricVersionId, criterionId }) => byVersion.get(rubricVersionId)?.get(criterionId);
}

type ProblemName = { slug: string; title: string };

/** As the newest version is called. */
async function readNames(
  db: Db,
  marks: readonly Mark[],
): Promise<ReadonlyMap<string, ProblemName>> {
  const ids = [...new Set(marks.map(({ problemId }) => problemId))];
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([problems.id], { id: problems.id, slug: problems.slug, title: versionTitle })
    .from(problems)
    .innerJoin(problemVersions, eq(problemVersions.problemId, problems.id))
    .where(inArray(problems.id, ids))
    .orderBy(problems.id, desc(problemVersions.version));
  return new Map(rows.map(({ id, ...name }) => [id, name]));
}

/** Most missed first; of those missed as often, the newest. */
function listMissed(
  marks: readonly Mark[],
  findCriterion: FindCriterion,
  names: ReadonlyMap<string, ProblemName>,
): MissedCriterion[] {
  const groups = groupBy(marks, ({ problemId, criterionId }) => `${problemId} ${criterionId}`);
  return [...groups]
    .map(([key, those]) => ({ key, those, missed: sumMissed(those), last: those.at(-1) }))
    .sort(
      (a, b) => b.missed - a.missed || (b.last?.at.getTime() ?? 0) - (a.last?.at.getTime() ?? 0),
    )
    .slice(0, MOST_MISSED)
    .flatMap(({ key, those, missed, last }): MissedCriterion[] => {
      const base = those.findLast(({ kind }) => kind !== "drill");
      const criterion = base && findCriterion(base);
      const name = base && names.get(base.problemId);
      if (missed === 0 || !base || !criterion || !name) return [];
      return [
        {
          key,
          ...name,
          criterionId: criterion.id,
          from: base.attemptId,
          text: criterion.text,
          section: criterion.section,
          missed,
          of: those.length,
          isLastMet: last?.verdict === "met",
        },
      ];
    });
}

function sumMissed(marks: readonly Mark[]): number {
  const count = (verdict: Mark["verdict"]) =>
    marks.filter((mark) => mark.verdict === verdict).length;
  return count("not_met") + count("partial") / 2;
}
