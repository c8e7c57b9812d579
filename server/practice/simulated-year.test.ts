import { describe, expect, it } from "vitest";
import { createNamedRandom } from "#domain/statistics/random";
import { planDue } from "./plan-due";
import type { PlannedCard } from "./plan-due";
import { scheduleCard } from "./schedule-card";
import type { CardMark, CardState } from "./schedule-card";

const DAY_MS = 24 * 60 * 60_000;
const START = Date.parse("2026-01-01T18:00:00Z");
const DAYS = 365;
/** One by one, two and three in a row, and one shortly before the end. */
const WEEKS_AWAY = [6, 13, 14, 24, 25, 26, 39, 49];
const SECTIONS = ["scenario", "components", "architecture", "latency_cost", "evaluation"];
const CRITERIA_A_SECTION = 4;
const PROBLEMS = 16;
const DEFAULT_MINUTES = 20;

type Habits = {
  /** An interview each so many days. */
  interviewEvery: number;
  /** Chance to meet a criterion: in an interview at the start and at the end of the year, in a drill. */
  met: { first: number; last: number; drill: number };
  /** The share of days on which nothing is practised though one is there. */
  idle: number;
};
type Card = PlannedCard & CardState;

/** What a year of practice by these habits leaves behind. */
function practiseForAYear(seed: number, habits: Habits) {
  const random = createNamedRandom(seed, "year");
  const marks = new Map<string, CardMark[]>();
  const cards = new Map<string, Card>();
  const listOpen = () => [...cards.values()].filter(({ closedAt }) => closedAt === null);

  function mark(at: Date, isDrill: boolean, one: Pick<Card, "baseId" | "section" | "criterionId">) {
    const { first, last, drill } = habits.met;
    const gone = (at.getTime() - START) / (DAYS * DAY_MS);
    const chance = isDrill ? drill : first + (last - first) * gone;
    const thrown = random();
    const verdict = thrown < chance ? "met" : thrown < chance + 0.15 ? "partial" : "not_met";
    const { baseId, section, criterionId } = one;
    const key = `${baseId} ${criterionId}`;
    const all = [...(marks.get(key) ?? []), { at, verdict, level: "mid", isDrill } as const];
    marks.set(key, all);
    const state = scheduleCard(all, "mid");
    if (state) cards.set(key, { baseId, section, criterionId, weight: 5, ...state });
  }

  let interviews = 0;
  let longest = 0;
  for (let day = 0; day < DAYS; day += 1) {
    const now = new Date(START + day * DAY_MS);
    if (WEEKS_AWAY.includes(Math.floor(day / 7))) continue;
    if (day % habits.interviewEvery === 0) {
      const baseId = `problem-${interviews % PROBLEMS}`;
      interviews += 1;
      for (const section of SECTIONS) {
        for (let index = 0; index < CRITERIA_A_SECTION; index += 1) {
          mark(now, false, { baseId, section, criterionId: `${section}-${index}` });
        }
      }
    }
    if (random() < habits.idle) continue;
    const plan = planDue(listOpen(), now, DEFAULT_MINUTES);
    longest = Math.max(longest, plan.minutes);
    for (const card of plan.drills.flatMap((drill) => drill.cards)) mark(now, true, card);
  }
  const end = new Date(START + DAYS * DAY_MS);
  const late = listOpen()
    .filter(({ isWaiting, dueAt }) => !isWaiting && dueAt <= end)
    .map(({ dueAt }) => (end.getTime() - dueAt.getTime()) / DAY_MS);
  return {
    backlog: late.length,
    latestDays: Math.max(0, ...late),
    closed: cards.size - listOpen().length,
    longest,
  };
}

const WEEKLY = { interviewEvery: 7, met: { first: 0.45, last: 0.7, drill: 0.65 }, idle: 0.15 };
const HABITS: Record<string, Habits> = {
  "an interview a week": WEEKLY,
  "an interview every other day": { ...WEEKLY, interviewEvery: 2 },
  "a strong candidate": { ...WEEKLY, met: { first: 0.7, last: 0.9, drill: 0.85 } },
  "a candidate who misses two of three": {
    ...WEEKLY,
    interviewEvery: 3,
    met: { first: 0.3, last: 0.4, drill: 0.35 },
  },
  "practice on one day in two": { ...WEEKLY, idle: 0.5 },
};

describe("a year of practice with missed weeks, within the default minutes", () => {
  it.each(Object.entries(HABITS))(
    "%s leaves at most 20 cards due, none more than 21 days late",
    (_, habits) => {
      for (let seed = 1; seed <= 2; seed += 1) {
        const { backlog, latestDays, closed, longest } = practiseForAYear(seed, habits);
        expect(backlog, `seed ${seed}`).toBeLessThanOrEqual(20);
        expect(latestDays, `seed ${seed}`).toBeLessThanOrEqual(21);
        expect(longest).toBeLessThanOrEqual(DEFAULT_MINUTES);
        // Cards are closed and others take their place: nothing is held back for ever.
        expect(closed, `seed ${seed}`).toBeGreaterThan(30);
      }
    },
  );
});
