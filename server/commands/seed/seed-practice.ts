import { sql } from "drizzle-orm";
import { DEMO_ADDRESS_END } from "../../accounts/demo-address";
import type { DbOrTx } from "../../db/client";
import { scoreBy } from "../../grading/score-by";
import { planDue } from "../../practice/plan-due";
import type { PlannedCard } from "../../practice/plan-due";
import { scheduleCard } from "../../practice/schedule-card";
import type { CardMark, CardState } from "../../practice/schedule-card";
import { canonicalHash } from "../../text/canonical-hash";
import type { Grade } from "#domain/grading/grade.schema";
import { drillMinutes } from "#domain/attempts/kinds";
import { MINUTES_PER_DAY } from "#domain/practice/minutes";
import { toTickId } from "#domain/practice/track";
import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { PersonVerdict } from "#domain/reviews/review.schema";
import { rubricOfAttempt, weightOf } from "#domain/rubrics/rubric.schema";
import type { Criterion } from "#domain/rubrics/rubric.schema";
import { createDice } from "./dice";
import type { Dice } from "./dice";
import { insertRows } from "./insert-rows";
import { makeGrade } from "./make-grade";
import { chooseAnswers, chooseWork, setGuards } from "./seed-attempts";
import { addAids, addHistory } from "./seed-history";
import type { DemoProblem } from "./seed-problems";
import { addRows, toAttemptRows, toGradeRows } from "./to-rows";
import type { RowSets } from "./to-rows";

/** Whose half a year it is. */
export const PRACTISED_ADDRESS = `half.a.year${DEMO_ADDRESS_END}`;

const WEEKS = 26;
/** They come back to each after three months, so that there is something to compare. */
const PRACTICED_PROBLEMS = 13;
const WEEKS_AWAY = [7, 8, 17];
/** The last weeks' interviews have their saves still; a sweep makes timelines of older ones. */
const WEEKS_TO_REPLAY = 4;
/** Before a model was connected. */
const WEEKS_OF_ESTIMATES = 3;
/** Every so many interviews they mark themselves first. */
const SELF_MARKED_EVERY = 2;
const SKILL = { first: 0.5, last: 0.9, drill: 0.85 };
const IDLE_DAYS = 0.3;
const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;
const CHOICE = { level: "senior", lens: "product" } as const;
const TRACK = { slug: "eight-weeks", weeksAgo: 4, exercisesTicked: 3 };

type Card = PlannedCard & CardState;
/** The person's half year as far as it has come. */
type Journey = {
  userId: string;
  rows: RowSets;
  dice: Dice;
  marks: Map<string, CardMark[]>;
  cards: Map<string, Card>;
  problems: Map<string, DemoProblem>;
};

/** A candidate with half a year of practice: interviews, own marks, drills as they were due, a track. */
export async function seedPractice(
  db: DbOrTx,
  problems: readonly DemoProblem[],
  order: { seed: number; until: Date },
): Promise<void> {
  const dice = createDice(order.seed, "practice");
  const userId = dice.uuid();
  const start = order.until.getTime() - WEEKS * 7 * DAY_MS;
  const rows: RowSets = {};
  const journey: Journey = {
    userId,
    rows,
    dice,
    marks: new Map(),
    cards: new Map(),
    problems: new Map(),
  };
  addRows(rows, "users", [
    {
      id: userId,
      role: "candidate",
      name: "Mina Halvorsen",
      email: PRACTISED_ADDRESS,
      created_at: new Date(start),
      extra_time_percent: 0,
    },
  ]);
  for (let day = 0; day < WEEKS * 7; day += 1) {
    const week = Math.floor(day / 7);
    if (WEEKS_AWAY.includes(week)) continue;
    const evening = new Date(start + day * DAY_MS + 18 * 60 * MINUTE_MS);
    const problem = problems[week % Math.min(problems.length, PRACTICED_PROBLEMS)];
    if (day % 7 === 5 && problem) addInterview(journey, problem, evening, week);
    if (!dice.chance(IDLE_DAYS)) addDrills(journey, new Date(evening.getTime() + 60 * MINUTE_MS));
  }
  addTrack(journey, order.until);
  await setGuards(db, "disable");
  for (const [table, set] of Object.entries(rows)) await insertRows(db, table, set);
  await setGuards(db, "enable");
  // A marking takes no mark once it is finished.
  await db.execute(sql`
    update self_ratings set finished_at = started_at + interval '15 minutes', is_blind = true,
      total = own.total
    from jsonb_to_recordset(${JSON.stringify(listOwnTotals(journey))}::jsonb)
      as own(attempt_id uuid, total float8)
    where self_ratings.attempt_id = own.attempt_id`);
}

function addInterview(journey: Journey, problem: DemoProblem, at: Date, week: number): void {
  const { rows, dice, userId } = journey;
  const skill = SKILL.first + ((SKILL.last - SKILL.first) * week) / WEEKS;
  const id = dice.uuid();
  const version = problem.versions.at(-1);
  if (!version) return;
  const { answers, scene } = chooseWork(problem, skill);
  const minutes = 45;
  const submittedAt = new Date(at.getTime() + dice.between(30, minutes) * MINUTE_MS);
  const contentHash = canonicalHash({ answers, elements: scene.elements.length });
  const session = { id, startedAt: at, submittedAt, answers, scene };
  const isToReplay = week >= WEEKS - WEEKS_TO_REPLAY;
  const saves: RowSets = {};
  const history = isToReplay ? addHistory(saves, session, dice) : null;
  toAttemptRows(rows, {
    ...session,
    userId,
    problemId: problem.id,
    slug: problem.slug,
    ...version,
    ...CHOICE,
    minutes,
    contentHash,
    ...(history && { history }),
  });
  addRows(rows, "revisions", saves["revisions"] ?? []);
  if (isToReplay) addAids(rows, problem, session, dice);
  const { rubricHash } = problem.source;
  const rubric = rubricOfAttempt(problem.source.rubric, {
    metCurveball: isToReplay,
    focusCriteria: null,
  });
  const work = { rubric, rubricHash, answers, ...CHOICE, mode: "standard", skill } as const;
  const isEstimate = week < WEEKS_OF_ESTIMATES;
  const grade = addGrade(journey, id, version.rubricVersionId, isEstimate, submittedAt, work);
  addRows(rows, "review_sights", [
    {
      attempt_id: id,
      person_id: userId,
      first_seen_at: new Date(submittedAt.getTime() + 20 * MINUTE_MS),
    },
  ]);
  journey.problems.set(id, problem);
  if (isEstimate) return;
  if (week % SELF_MARKED_EVERY === 0) {
    addOwnMarks(journey, id, version.rubricVersionId, grade, submittedAt);
  }
  for (const { id: criterionId, verdict } of grade.criteria) {
    const criterion = rubric.criteria.find((one) => one.id === criterionId);
    if (criterion && verdict !== "cannot_assess") {
      addMark(journey, {
        baseId: id,
        problem,
        criterion,
        verdict,
        at: submittedAt,
        isDrill: false,
      });
    }
  }
}

/** What the day's plan asks for, as the product would have planned it. */
function addDrills(journey: Journey, at: Date): void {
  const { rows, dice, userId, cards, problems } = journey;
  const open = [...cards.values()].filter(({ closedAt }) => closedAt === null);
  for (const { cards: together } of planDue(open, at, MINUTES_PER_DAY.standard).drills) {
    const [first] = together;
    const problem = problems.get(first?.baseId ?? "");
    const version = problem?.versions.at(-1);
    if (!first || !problem || !version) continue;
    const id = dice.uuid();
    const section = first.section as SectionId;
    const ids = together.map(({ criterionId }) => criterionId).sort();
    const { rubric, rubricHash } = problem.source;
    const asked = rubric.criteria.filter((criterion) => ids.includes(criterion.id));
    const blank = Object.fromEntries(SECTION_IDS.map((one) => [one, ""])) as ReturnType<
      typeof chooseAnswers
    >;
    const answers = { ...blank, [section]: chooseAnswers(problem, SKILL.drill)[section] };
    const minutes = drillMinutes(ids.length);
    const submittedAt = new Date(at.getTime() + minutes * MINUTE_MS);
    toAttemptRows(rows, {
      id,
      userId,
      problemId: problem.id,
      slug: problem.slug,
      ...version,
      ...CHOICE,
      minutes,
      startedAt: at,
      submittedAt,
      answers,
      scene: { elements: [], files: {} },
      contentHash: canonicalHash({ answers, elements: 0 }),
      drill: { basedOnId: first.baseId, section, criteria: ids },
    });
    const narrowed = { ...rubric, criteria: asked, caps: [], exclusions: [], implications: [] };
    const skill = SKILL.drill;
    const work = {
      rubric: narrowed,
      rubricHash,
      answers,
      ...CHOICE,
      mode: "standard",
      skill,
    } as const;
    const grade = addGrade(journey, id, version.rubricVersionId, false, submittedAt, work);
    for (const { id: criterionId, verdict } of grade.criteria) {
      const criterion = asked.find((one) => one.id === criterionId);
      if (criterion && verdict !== "cannot_assess") {
        const { baseId } = first;
        addMark(journey, { baseId, problem, criterion, verdict, at: submittedAt, isDrill: true });
      }
    }
  }
}

function addGrade(
  { rows, dice }: Journey,
  attemptId: string,
  rubricVersionId: string,
  isEstimate: boolean,
  submittedAt: Date,
  work: Omit<Parameters<typeof makeGrade>[0], "startedAt">,
): Grade {
  const takenAt = new Date(submittedAt.getTime() + dice.between(20, 900));
  const made = makeGrade({ ...work, startedAt: takenAt }, dice);
  const grade = { ...made, judge: { ...made.judge, isEstimate } };
  const facts = {
    gradeId: dice.uuid(),
    attemptId,
    version: 1,
    rubricVersionId,
    mode: work.mode,
    queuedAt: submittedAt,
    takenAt,
  };
  toGradeRows(rows, facts, grade, null, dice);
  return grade;
}

/** As this person marks themselves: mostly right, and rather kind. */
function addOwnMarks(
  { rows, dice }: Journey,
  attemptId: string,
  rubricVersionId: string,
  grade: Grade,
  at: Date,
): void {
  addRows(rows, "self_ratings", [
    { attempt_id: attemptId, rubric_version_id: rubricVersionId, started_at: at, admitted_at: at },
  ]);
  addRows(
    rows,
    "self_marks",
    grade.criteria.map(({ id, verdict }) => ({
      attempt_id: attemptId,
      criterion_id: id,
      verdict: dice.chance(0.7) ? verdict : dice.chance(0.7) ? "met" : "not_met",
      marked_at: at,
    })),
  );
}

function listOwnTotals({ rows, problems }: Journey): { attempt_id: unknown; total: number }[] {
  return (rows["self_ratings"] ?? []).map(({ attempt_id }) => {
    const marks = (rows["self_marks"] ?? []).filter((mark) => mark["attempt_id"] === attempt_id);
    const verdicts = new Map(
      marks.map((mark) => [String(mark["criterion_id"]), mark["verdict"] as PersonVerdict]),
    );
    const rubric = problems.get(String(attempt_id))?.source.rubric;
    return { attempt_id, total: rubric ? scoreBy(rubric, verdicts, CHOICE.lens).total : 0 };
  });
}

function addMark(
  { marks, cards }: Journey,
  said: {
    baseId: string;
    problem: DemoProblem;
    criterion: Criterion;
    verdict: PersonVerdict;
    at: Date;
    isDrill: boolean;
  },
): void {
  const { baseId, problem, criterion, verdict, at, isDrill } = said;
  const key = `${problem.id} ${criterion.id}`;
  const all = [...(marks.get(key) ?? []), { at, verdict, level: CHOICE.level, isDrill }];
  marks.set(key, all);
  const state = scheduleCard(all, criterion.level);
  if (!state) return;
  const { id: criterionId, section } = criterion;
  const weight = weightOf(criterion, CHOICE.lens);
  cards.set(key, { baseId, criterionId, section, weight, ...state });
}

function addTrack({ rows, userId }: Journey, until: Date): void {
  const startsOn = new Date(until.getTime() - TRACK.weeksAgo * 7 * DAY_MS)
    .toISOString()
    .slice(0, 10);
  addRows(rows, "own_tracks", [
    { user_id: userId, track: TRACK.slug, starts_on: startsOn, picked_at: until },
  ]);
  const ticked = Array.from({ length: TRACK.weeksAgo + 1 }, (_, index) => index + 1).flatMap(
    (week) =>
      Array.from({ length: TRACK.exercisesTicked }, (_, place) =>
        toTickId(week, "exercise", place),
      ),
  );
  addRows(
    rows,
    "track_ticks",
    ticked.map((item) => ({ user_id: userId, track: TRACK.slug, item, ticked_at: until })),
  );
}
