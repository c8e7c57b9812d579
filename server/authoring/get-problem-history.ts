import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { calibrationAnswers, drafts, publications } from "../db/tables/authoring";
import {
  problems,
  problemVersions,
  rubrics,
  rubricVersions,
  versionTitle,
} from "../db/tables/content";

export type VersionEntry = {
  version: number;
  source: "file" | "app";
  createdAt: string;
  /** Null for what came from the files. */
  createdBy: string | null;
  hash: string;
  /** Why it was published although the dry run spoke against it. */
  reason: string | null;
};

export type ProblemHistory = {
  slug: string;
  title: string;
  problem: VersionEntry[];
  rubric: VersionEntry[];
  openDraftId: string | null;
  /** Without those taken out. `isReplaced`: a file came over an edit, which is kept. */
  answers: { name: string; source: "file" | "app"; updatedAt: string; isReplaced: boolean }[];
};

/** All versions of a problem and its rubric, newest first; null where there is no such problem. */
export async function getProblemHistory(db: Db, slug: string): Promise<ProblemHistory | null> {
  const [problem] = await db
    .select({ id: problems.id })
    .from(problems)
    .where(eq(problems.slug, slug));
  if (!problem) return null;
  const author = alias(users, "author");
  const ofProblem = await db
    .select({
      version: problemVersions.version,
      source: problemVersions.source,
      createdAt: problemVersions.createdAt,
      createdBy: author.name,
      hash: problemVersions.hash,
      reason: publications.reason,
      title: versionTitle,
    })
    .from(problemVersions)
    .leftJoin(author, eq(author.id, problemVersions.createdBy))
    .leftJoin(publications, eq(publications.problemVersionId, problemVersions.id))
    .where(eq(problemVersions.problemId, problem.id))
    .orderBy(desc(problemVersions.version));
  const ofRubric = await db
    .select({
      version: rubricVersions.version,
      source: rubricVersions.source,
      createdAt: rubricVersions.createdAt,
      createdBy: author.name,
      hash: rubricVersions.hash,
      reason: publications.reason,
    })
    .from(rubricVersions)
    .innerJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
    .leftJoin(author, eq(author.id, rubricVersions.createdBy))
    .leftJoin(publications, eq(publications.rubricVersionId, rubricVersions.id))
    .where(eq(rubrics.problemId, problem.id))
    .orderBy(desc(rubricVersions.version));
  const [open] = await db
    .select({ id: drafts.id })
    .from(drafts)
    .where(
      sql`${drafts.slug} = ${slug} and ${drafts.publishedAt} is null and ${drafts.discardedAt} is null`,
    );
  const answers = await db
    .select({
      name: calibrationAnswers.name,
      source: calibrationAnswers.source,
      updatedAt: calibrationAnswers.updatedAt,
      isReplaced: sql<boolean>`${calibrationAnswers.replaced} is not null`,
    })
    .from(calibrationAnswers)
    .where(and(eq(calibrationAnswers.problemId, problem.id), isNull(calibrationAnswers.removedAt)))
    .orderBy(calibrationAnswers.name);
  return {
    slug,
    title: ofProblem[0]?.title ?? slug,
    problem: ofProblem.map(({ title: _title, ...row }) => toEntry(row)),
    rubric: ofRubric.map(toEntry),
    openDraftId: open?.id ?? null,
    answers: answers.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() })),
  };
}

function toEntry(row: Omit<VersionEntry, "createdAt"> & { createdAt: Date }): VersionEntry {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
