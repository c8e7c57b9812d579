import { sql } from "drizzle-orm";
import type { Answers } from "#domain/attempts/answer.schema";
import type { CalibrationAnswer } from "../../content/read-calibration";
import type { DbOrTx } from "../../db/client";
import { parseScene } from "#domain/diagram/parse-scene";
import type { Scene } from "#domain/diagram/scene.schema";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import type { Grade } from "#domain/grading/grade.schema";
import { LENSES, LEVELS, SECTION_IDS } from "#domain/problems/scale";
import { canonicalHash } from "../../text/canonical-hash";
import { createDice } from "./dice";
import type { Dice } from "./dice";
import { insertRows } from "./insert-rows";
import { makeGrade } from "./make-grade";
import type { DemoPerson } from "./seed-people";
import type { DemoProblem } from "./seed-problems";
import { addRows, toAttemptRows, toGradeRows } from "./to-rows";
import type { RowSets } from "./to-rows";

/** One that was handed in, with its newest grade; null where grading failed. */
export type DemoAttempt = {
  id: string;
  userId: string;
  submittedAt: Date;
  gradeId: string;
  grade: Grade | null;
};

const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;
const HISTORY_DAYS = 90;
/** Attempts whose rows are held in memory and inserted together. */
const BATCH = 250;
const SHARES = { open: 0.02, failed: 0.02, regraded: 0.04 };
const FAILURES = [
  ["timeout", "The model took too long to answer. Your answers and drawing are kept."],
  ["unavailable", "The model can't be reached at the moment. Your answers and drawing are kept."],
  ["refused", "The model declined to grade this answer. Your answers and drawing are kept."],
] as const;
const DRAWINGS = [
  "Client -> API gateway\nAPI gateway -> Orchestrator\nOrchestrator -> Vector store\nOrchestrator -> Model",
  "Events -> Queue\nQueue -> Feature store\nFeature store -> Ranker\nRanker -> Service",
].map((outline) => drawOutline(outline));

/** Attempts over the last three months, nearly all graded. */
export async function seedAttempts(
  db: DbOrTx,
  people: readonly DemoPerson[],
  problems: readonly DemoProblem[],
  order: { seed: number; attempts: number; until: Date },
): Promise<DemoAttempt[]> {
  const dice = createDice(order.seed, "attempts");
  const candidates = people.filter(({ role }) => role === "candidate");
  const open = new Set<string>();
  const made: DemoAttempt[] = [];
  await setGuards(db, "disable");
  for (let done = 0; done < order.attempts; done += BATCH) {
    const rows: RowSets = {};
    for (let count = 0; count < Math.min(BATCH, order.attempts - done); count += 1) {
      const person = dice.pick(candidates);
      const problem = dice.pick(problems);
      const key = `${person.id} ${problem.id}`;
      const isOpen = dice.chance(SHARES.open) && !open.has(key);
      if (isOpen) open.add(key);
      const attempt = makeAttempt(rows, { person, problem, isOpen, until: order.until }, dice);
      if (attempt !== null) made.push(attempt);
    }
    for (const [table, set] of Object.entries(rows)) await insertRows(db, table, set);
  }
  await setGuards(db, "enable");
  return made;
}

/**
 * Work is refused once its attempt is handed in; here both come at once. Only their owner may do this,
 * and others see it at no time: the transaction ends with the guards back.
 */
export async function setGuards(db: DbOrTx, how: "enable" | "disable"): Promise<void> {
  for (const table of ["answers", "scene_elements", "attempt_questions", "attempt_hints"]) {
    await db.execute(sql`alter table ${sql.identifier(table)} ${sql.raw(how)} trigger user`);
  }
}

function makeAttempt(
  rows: RowSets,
  order: { person: DemoPerson; problem: DemoProblem; isOpen: boolean; until: Date },
  dice: Dice,
): DemoAttempt | null {
  const { person, problem, isOpen, until } = order;
  const minutes = dice.pick([30, 45, 60]);
  const ago = dice.random() * HISTORY_DAYS * DAY_MS + 3 * 60 * MINUTE_MS;
  const startedAt = new Date(until.getTime() - ago);
  const submittedAt = new Date(
    startedAt.getTime() + minutes * MINUTE_MS * (0.5 + dice.random() / 2),
  );
  const skill = Math.min(1, Math.max(0, person.skill + dice.random() * 0.4 - 0.2));
  const scene = dice.pick(DRAWINGS);
  const answers = chooseAnswers(problem, skill);
  const version = dice.pick(problem.versions);
  const choice = { level: dice.pick(LEVELS), lens: dice.pick(LENSES) };
  const id = dice.uuid();
  toAttemptRows(rows, {
    id,
    userId: person.id,
    problemId: problem.id,
    slug: problem.slug,
    ...version,
    ...choice,
    // What is open is untimed: nothing hands it in behind the back of whoever looks at the demo.
    minutes: isOpen ? null : minutes,
    startedAt,
    submittedAt: isOpen ? null : submittedAt,
    answers,
    scene,
    contentHash: canonicalHash({ answers, elements: scene.elements.length }),
  });
  if (isOpen) return null;
  const gradings = dice.chance(SHARES.regraded) ? 2 : 1;
  let newest: DemoAttempt | null = null;
  for (let number = 1; number <= gradings; number += 1) {
    const gradeId = dice.uuid();
    const mode = number === 1 ? ("standard" as const) : ("thorough" as const);
    const queuedAt = new Date(submittedAt.getTime() + (number - 1) * 60 * MINUTE_MS);
    const takenAt = new Date(queuedAt.getTime() + dice.between(20, 900));
    const failure = number === gradings && dice.chance(SHARES.failed) ? dice.pick(FAILURES) : null;
    const work = { ...choice, mode, answers, skill, startedAt: takenAt };
    const { rubric, rubricHash } = problem.source;
    const grade = failure === null ? makeGrade({ ...work, rubric, rubricHash }, dice) : null;
    const { rubricVersionId } = version;
    toGradeRows(
      rows,
      { gradeId, attemptId: id, version: number, rubricVersionId, mode, queuedAt, takenAt },
      grade,
      failure,
      dice,
    );
    newest = { id, userId: person.id, submittedAt, gradeId, grade };
    if (grade !== null && number === 1) {
      const sight = { attempt_id: id, person_id: person.id, first_seen_at: takenAt };
      addRows(rows, "review_sights", [sight]);
    }
  }
  return newest;
}

/** The stored answer whose place among its fellows is that of the skill. */
export function chooseAnswers(problem: DemoProblem, skill: number): Answers {
  return chooseStored(problem, skill).answers;
}

/** The same with its drawing. */
export function chooseWork(
  problem: DemoProblem,
  skill: number,
): { answers: Answers; scene: Scene } {
  const { answers, scene } = chooseStored(problem, skill);
  return { answers, scene: parseScene(scene).scene };
}

function chooseStored({ source }: DemoProblem, skill: number): CalibrationAnswer {
  const ranked = [...source.calibration].sort(
    (a, b) => countWords(a.answers) - countWords(b.answers),
  );
  const chosen = ranked[Math.min(ranked.length - 1, Math.floor(skill * ranked.length))];
  if (chosen === undefined) throw new Error(`${source.slug} has no stored answer`);
  return chosen;
}

function countWords(answers: Answers): number {
  return SECTION_IDS.reduce((sum, section) => sum + answers[section].length, 0);
}
