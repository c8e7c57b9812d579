import { and, eq, isNull, sql } from "drizzle-orm";
import type { Role } from "#domain/accounts/roles";
import type { Db, DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { attempts } from "../db/tables/attempts";
import { problemVersions, rubricVersions } from "../db/tables/content";
import { attemptTurns } from "../db/tables/turns";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Exchange } from "#domain/attempts/turn.schema";
import type { Scene } from "#domain/diagram/scene.schema";
import type { ProblemBody } from "#domain/problems/problem.schema";
import type { Brief } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { authoredProbe, chooseProbe } from "./interviewer/choose-probe";
import type { Round } from "./interviewer/choose-probe";
import { NOTHING_MORE } from "./interviewer/openings";
import type { ModelBill } from "./save-question-answer";
import { answersOf, elementsOf, exchangesOf } from "./work-sql";

/** How long a follow-up has waited, in ms by the database's clock. */
export const waitedMs = sql<number>`(extract(epoch from now() - ${attemptTurns.askedAt}) * 1000)::float8`;

/** A follow-up that waits, with all that choosing and writing it may rest on. */
export type WaitingProbe = {
  attemptId: string;
  round: Round;
  /** Since it was asked for, by the database's clock. */
  waitedMs: number;
  asker: { id: string; role: Role };
  brief: Brief;
  problem: ProblemBody;
  rubric: Rubric;
  rubricHash: string;
  answers: Answers;
  scene: Scene;
  exchanges: Exchange[];
};

/** Null when it waits no more, or the attempt has been handed in. */
export async function getWaitingProbe(db: Db, turnId: string): Promise<WaitingProbe | null> {
  const { id: attemptId, level, lens, brief } = attempts;
  const [row] = await db
    .select({
      attemptId,
      section: attemptTurns.section,
      level,
      lens,
      brief,
      waitedMs,
      asker: { id: users.id, role: users.role },
      problem: problemVersions.body,
      rubric: rubricVersions.body,
      rubricHash: rubricVersions.hash,
      answers: sql<Partial<Answers>>`${answersOf(attemptId)}`,
      elements: sql<Scene["elements"]>`${elementsOf(attemptId)}`,
      exchanges: sql<Exchange[]>`${exchangesOf(attemptId)}`,
      asked: sql<string[]>`(select coalesce(array_agg(criterion), '{}')
        from attempt_turns as earlier, unnest(earlier.criterion_ids) as criterion
        where earlier.attempt_id = ${attemptId})`,
    })
    .from(attemptTurns)
    .innerJoin(attempts, eq(attempts.id, attemptTurns.attemptId))
    .innerJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
    .innerJoin(rubricVersions, eq(rubricVersions.id, attempts.rubricVersionId))
    .innerJoin(users, eq(users.id, attempts.userId))
    .where(
      and(
        eq(attemptTurns.id, turnId),
        isNull(attemptTurns.text),
        eq(attempts.status, "in_progress"),
      ),
    );
  if (!row || row.section === null) return null;
  const { section, level: atLevel, lens: byLens, asked, answers, elements, ...rest } = row;
  return {
    ...rest,
    round: { section, level: atLevel, lens: byLens, asked },
    answers: { ...EMPTY_ANSWERS, ...answers },
    scene: { elements, files: {} },
  };
}

/** What the interviewer says, and which criteria it asks for. */
export type WrittenProbe = {
  kind: "probe" | "nothing";
  text: string;
  writtenBy: "authored" | "model";
  criterionIds: string[];
};

/** The follow-up in its author's words, or that there is none. */
export function writeAuthored(
  { rubric, round }: Pick<WaitingProbe, "rubric" | "round">,
  shown: ReadonlySet<string> = new Set(),
): WrittenProbe {
  const criterion = chooseProbe(rubric, round, shown);
  if (criterion === null)
    return { kind: "nothing", text: NOTHING_MORE, writtenBy: "authored", criterionIds: [] };
  const text = authoredProbe(criterion);
  return { kind: "probe", text, writtenBy: "authored", criterionIds: [criterion.id] };
}

/** Asks what still waits in its author's words, in the authored order: whoever waits gets a question. */
export async function settleByAuthor(db: Db, turnId: string): Promise<void> {
  const waiting = await getWaitingProbe(db, turnId);
  if (waiting) await saveProbe(db, turnId, writeAuthored(waiting));
}

/**
 * Stores what is asked. What was asked already stays, and an attempt that was handed in meanwhile takes
 * nothing more.
 */
export async function saveProbe(db: DbOrTx, turnId: string, probe: WrittenProbe): Promise<void> {
  await db
    .update(attemptTurns)
    .set({ ...probe, writtenAt: sql`now()` })
    .where(
      and(
        eq(attemptTurns.id, turnId),
        isNull(attemptTurns.text),
        sql`exists (select from attempts where attempts.id = ${attemptTurns.attemptId}
          and attempts.status = 'in_progress')`,
      ),
    );
}

/** Keeps what a call cost, whatever came of it. */
export async function saveProbeBill(db: DbOrTx, turnId: string, bill: ModelBill): Promise<void> {
  await db.update(attemptTurns).set(bill).where(eq(attemptTurns.id, turnId));
}
