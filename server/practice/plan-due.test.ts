import { describe, expect, it } from "vitest";
import { planDue } from "./plan-due";
import type { PlannedCard } from "./plan-due";

const NOW = new Date("2026-05-04T09:00:00Z");
const DAY_MS = 24 * 60 * 60_000;

/** Due so many days ago; in play unless said. */
function card(criterionId: string, daysAgo: number, more: Partial<PlannedCard> = {}): PlannedCard {
  return {
    baseId: "rag",
    section: criterionId.slice(0, 1),
    criterionId,
    dueAt: new Date(NOW.getTime() - daysAgo * DAY_MS),
    intervalDays: 10,
    isWaiting: false,
    lastAt: NOW,
    weight: 5,
    ...more,
  };
}
const idsOf = (plan: ReturnType<typeof planDue>) =>
  plan.drills.map(({ cards }) => cards.map(({ criterionId }) => criterionId));

describe("planDue", () => {
  it("puts what is longest due first, and its section with it, three at most", () => {
    const cards = [card("b1", 1), card("a1", 2), card("a2", 0), card("a3", 5), card("a4", 1)];
    const plan = planDue(cards, NOW, 20);
    expect(idsOf(plan)).toEqual([["a3", "a1", "a4"], ["b1"], ["a2"]]);
    expect(plan.minutes).toBe(20);
    expect(plan.later).toEqual([]);
  });

  it("never puts two reports into a drill", () => {
    const plan = planDue([card("a1", 1), card("a2", 1, { baseId: "feed" })], NOW, 20);
    expect(plan.drills).toHaveLength(2);
  });

  it("leaves the rest for another day once the minutes are used up", () => {
    const cards = ["a1", "b1", "c1", "d1", "e1"].map((id, index) => card(id, 10 - index));
    const plan = planDue(cards, NOW, 12);
    expect(idsOf(plan)).toEqual([["a1"], ["b1"]]);
    expect(plan.later.map(({ criterionId }) => criterionId)).toEqual(["c1", "d1", "e1"]);
  });

  it("makes a drill smaller that would go over", () => {
    const plan = planDue([card("a1", 3), card("a2", 2), card("a3", 1)], NOW, 9);
    expect(idsOf(plan)).toEqual([["a1", "a2"]]);
    expect(plan.minutes).toBe(8);
  });

  it("takes off what was spent today, and has room for one drill on any day", () => {
    const cards = [card("a1", 3), card("b1", 2)];
    expect(idsOf(planDue(cards, NOW, 20, { spentMinutes: 16 }))).toEqual([]);
    expect(idsOf(planDue(cards, NOW, 20, { spentMinutes: 15 }))).toEqual([["a1"]]);
    expect(idsOf(planDue(cards, NOW, 1))).toEqual([["a1"]]);
    expect(idsOf(planDue(cards, NOW, 1, { spentMinutes: 5 }))).toEqual([]);
  });

  it("counts a day in the reader's zone", () => {
    // At half past nine in the evening in Berlin, the next day in Tokyo.
    const now = new Date("2026-05-04T19:30:00Z");
    const cards = [card("a1", 0, { dueAt: new Date("2026-05-05T10:00:00Z") })];
    expect(planDue(cards, now, 20, { timeZone: "Europe/Berlin" }).drills).toHaveLength(0);
    expect(planDue(cards, now, 20, { timeZone: "Asia/Tokyo" }).drills).toHaveLength(1);
    // An evening's card is there on the morning it falls on.
    const morning = new Date("2026-05-05T06:00:00Z");
    expect(planDue(cards, morning, 20, { timeZone: "Europe/Berlin" }).drills).toHaveLength(1);
  });

  it("brings new cards in when nothing due is left over: the newest report first, then by weight", () => {
    const old = { isWaiting: true, lastAt: new Date(NOW.getTime() - 9 * DAY_MS) };
    const fresh = { isWaiting: true, lastAt: new Date(NOW.getTime() - DAY_MS) };
    const cards = [
      card("a1", 8, old),
      card("b1", 0, { ...fresh, weight: 2 }),
      card("c1", 0, { ...fresh, weight: 8 }),
    ];
    expect(idsOf(planDue(cards, NOW, 20))).toEqual([["c1"], ["b1"], ["a1"]]);
    // Missed today, practiced today: it needn't come back first.
    expect(idsOf(planDue([card("d1", -1, fresh)], NOW, 20))).toEqual([["d1"]]);
  });

  it("holds new cards back while those in play fill the days, and while any is left over", () => {
    const waiting = card("z1", 3, { isWaiting: true });
    const daily = ["a1", "b1", "c1"].map((id) => card(id, -1, { intervalDays: 1 }));
    expect(planDue([...daily, waiting], NOW, 20).waiting).toEqual([waiting]);
    expect(planDue([...daily.slice(0, 2), waiting], NOW, 20).waiting).toEqual([]);
    const late = ["a1", "b1", "c1", "d1", "e1"].map((id) => card(id, 1));
    expect(planDue([...late, waiting], NOW, 20)).toMatchObject({ waiting: [waiting] });
  });

  it("has one more drill once the day's minutes are used up: what is due before what waits", () => {
    const waiting = card("z1", 0, { isWaiting: true });
    const spent = { spentMinutes: 20 };
    const plan = planDue([card("a1", 2), card("a2", 1), waiting], NOW, 20, spent);
    expect(plan.drills).toEqual([]);
    expect(plan.more?.cards.map(({ criterionId }) => criterionId)).toEqual(["a1", "a2"]);
    expect(planDue([waiting], NOW, 20, spent).more?.cards).toEqual([waiting]);
    expect(planDue([card("a1", -3)], NOW, 20, spent).more).toBeNull();
  });

  it("plans the same whatever the order of the cards", () => {
    const cards = ["a1", "a2", "b1", "c1", "c2", "d1"].map((id) => card(id, 2));
    expect(idsOf(planDue([...cards].reverse(), NOW, 20))).toEqual(idsOf(planDue(cards, NOW, 20)));
  });
});
