import { describe, expect, it } from "vitest";
import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import { chooseNextSteps, isAllMet, sumMinutes } from "./next-steps";
import type { NextStep, StepCriterion, StepWork } from "./next-steps";

function criterion(id: string, fields: Partial<StepCriterion> = {}): StepCriterion {
  const topics = fields.topics ?? [`topic-${id}`];
  return {
    id,
    section: "scenario",
    level: "mid",
    verdict: "met",
    weight: 3,
    isExcluded: false,
    isCurveball: false,
    topics,
    pages: topics,
    ...fields,
  };
}

/** One that is met in each section, so that none is weak by being empty. */
const MET = SECTION_IDS.map((section) => criterion(`met-${section}`, { section, weight: 6 }));

function work(missed: StepCriterion[], fields: Partial<StepWork> = {}): StepWork {
  return {
    criteria: [...MET, ...missed],
    level: "senior",
    emptySections: [],
    nextBar: null,
    points: [],
    ...fields,
  };
}

const missed = (id: string, section: SectionId, fields: Partial<StepCriterion> = {}) =>
  criterion(id, { section, verdict: "not_met", ...fields });

/** What a step is about, in short. */
function brief(step: NextStep): string {
  switch (step.kind) {
    case "retry":
      return `retry ${step.section}`;
    case "drill":
      return `drill ${step.criteria.join("+")}`;
    case "solution":
      return "solution";
    case "problem":
      return `problem ${step.problem.slug}`;
  }
}

const choose = (given: StepWork) => chooseNextSteps(given, null).map(brief);

const reasonOf = (step: NextStep | undefined) => (step && "reason" in step ? step.reason : null);

describe("the first thing", () => {
  it("is a section of which nothing is there, before a point that crosses a bar", () => {
    const given = work(
      [
        missed("point", "components", { weight: 2 }),
        missed("heavy", "architecture", { weight: 9 }),
        ...["metric", "gate"].map((id) => missed(id, "evaluation", { weight: 2 })),
      ],
      { nextBar: { level: "senior", separates: ["point"] } },
    );
    const criteria = given.criteria.filter(({ id }) => id !== "met-evaluation");
    const steps = chooseNextSteps({ ...given, criteria }, null);
    expect(steps.map(brief)).toEqual(["retry evaluation", "drill point", "drill heavy"]);
    expect(steps.map(reasonOf)).toEqual([
      { kind: "nothing" },
      { kind: "crosses", level: "senior" },
      { kind: "heaviest", percent: 23.1 },
    ]);
  });

  it("is the heaviest of several such sections", () => {
    const criteria = [
      criterion("met", { section: "scenario" }),
      missed("light", "components", { weight: 2 }),
      missed("heavy", "evaluation", { weight: 8 }),
    ];
    expect(choose(work([], { criteria }))[0]).toBe("retry evaluation");
  });

  it("is the first section where nothing is there at all", () => {
    const criteria = SECTION_IDS.map((section, index) =>
      missed(section, section, { weight: index + 1 }),
    );
    const [first] = chooseNextSteps(work([], { criteria, emptySections: ["scenario"] }), null);
    expect(first).toMatchObject({ kind: "retry", section: "scenario", reason: { kind: "empty" } });
  });

  it("is a section far below the others", () => {
    const [first] = chooseNextSteps(work([missed("cost", "latency_cost", { weight: 14 })]), null);
    expect(first).toMatchObject({
      kind: "retry",
      section: "latency_cost",
      reason: { kind: "far_below", percent: 30, others: 100 },
    });
  });

  it("doesn't count what is expected above the attempt's level as a weak section", () => {
    const staff = missed("staff", "evaluation", { weight: 14, level: "staff" });
    expect(choose(work([staff, missed("mid", "components")]))).toEqual([
      "drill mid",
      "drill staff",
      "solution",
    ]);
  });

  it("is what alone crosses the next bar, before what wins more", () => {
    const given = work(
      [missed("heavy", "components", { weight: 5 }), missed("point", "scenario", { weight: 2 })],
      { nextBar: { level: "mid", separates: ["point"] } },
    );
    expect(choose(given).slice(0, 2)).toEqual(["drill point", "drill heavy"]);
  });

  it("is what wins most where a bar takes several", () => {
    const given = work(
      [missed("heavy", "components", { weight: 5 }), missed("light", "scenario", { weight: 2 })],
      { nextBar: { level: "mid", separates: ["light", "heavy"] } },
    );
    expect(choose(given)[0]).toBe("drill heavy");
  });
});

describe("what is practised together", () => {
  it("is what shares a topic in one section, and no two things are about the same", () => {
    const shared = { topics: ["retrieval"] };
    const given = work([
      missed("a", "components", { ...shared, weight: 3 }),
      missed("b", "components", { ...shared, weight: 2 }),
      missed("elsewhere", "architecture", { ...shared, weight: 2 }),
      missed("alone", "components", { weight: 1 }),
    ]);
    expect(choose(given)).toEqual(["drill a+b", "drill elsewhere", "drill alone"]);
  });

  it("is three criteria at most, and a fourth of them is no thing of its own", () => {
    const four = ["a", "b", "c", "d"].map((id) =>
      missed(id, "components", { topics: ["x"], weight: 1 }),
    );
    expect(choose(work(four))).toEqual(["drill a+b+c", "solution"]);
  });

  it("holds nothing that is expected above the level of the first", () => {
    const given = work([
      missed("mid", "components", { topics: ["x"], weight: 3 }),
      missed("staff", "components", { topics: ["x"], weight: 2, level: "staff" }),
    ]);
    expect(choose(given)[0]).toBe("drill mid");
  });

  it("is nothing of the section that is retried", () => {
    const criteria = [
      criterion("met", { section: "scenario", weight: 9 }),
      missed("a", "evaluation", { weight: 5 }),
      missed("b", "evaluation", { weight: 4 }),
      missed("c", "components", { weight: 1, verdict: "partial" }),
    ];
    expect(choose(work([], { criteria }))).toEqual(["retry evaluation", "drill c", "solution"]);
  });
});

describe("what is left out", () => {
  it("is what can't be told, was excluded, weighs nothing, or needs the changed requirements", () => {
    const given = work([
      missed("real", "components", { weight: 1 }),
      missed("unknown", "scenario", { verdict: "cannot_assess", weight: 9 }),
      missed("excluded", "scenario", { isExcluded: true, weight: 9 }),
      missed("weightless", "scenario", { weight: 0 }),
      missed("curveball", "architecture", { isCurveball: true, weight: 5 }),
    ]);
    expect(choose(given)).toEqual(["drill real", "solution"]);
  });

  it("counts what is half there by the other half", () => {
    const given = work([
      missed("half", "components", { verdict: "partial", weight: 5 }),
      missed("whole", "scenario", { weight: 3 }),
    ]);
    expect(choose(given).slice(0, 2)).toEqual(["drill whole", "drill half"]);
  });
});

describe("the minutes", () => {
  const three = SECTION_IDS.slice(0, 3).map((section) => missed(section, section, { weight: 2 }));

  it("hold reading first where there is time", () => {
    const steps = chooseNextSteps(work(three), null);
    expect(steps.map(({ minutes }) => minutes)).toEqual([15, 15, 5]);
    expect(steps.map((step) => "isReadFirst" in step && step.isReadFirst)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it("hold no reading where no topic has a page", () => {
    const steps = chooseNextSteps(work(three.map((one) => ({ ...one, pages: [] }))), null);
    expect(steps.map(({ minutes }) => minutes)).toEqual([5, 5, 5]);
  });

  it("never come to more than forty, nor the things to more than three", () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const criteria = SECTION_IDS.flatMap((section, place) =>
        Array.from({ length: 4 }, (_, index) => {
          const dice = (seed * 7919 + place * 104729 + index * 1299709) % 101;
          return criterion(`${section}-${index}`, {
            section,
            weight: 1 + (dice % 5),
            verdict: (["met", "partial", "not_met"] as const)[dice % 3] ?? "met",
            level: (["mid", "senior", "staff"] as const)[dice % 2] ?? "mid",
            topics: [`t${dice % 6}`],
          });
        }),
      );
      const steps = chooseNextSteps(work([], { criteria }), null);
      expect(steps.length).toBeGreaterThan(0);
      expect(steps.length).toBeLessThanOrEqual(3);
      expect(sumMinutes(steps)).toBeLessThanOrEqual(40);
      expect(chooseNextSteps(work([], { criteria: [...criteria].reverse() }), null)).toEqual(steps);
    }
  });
});

describe("after an answer that missed nothing of its level", () => {
  const problem = { slug: "harder", title: "Harder", minutes: 30, why: "It is harder." };

  it("comes what a staff answer adds, and the next problem", () => {
    const given = work([missed("staff", "evaluation", { level: "staff" })]);
    expect(isAllMet(given)).toBe(true);
    const steps = chooseNextSteps(given, problem);
    expect(steps.map(brief)).toEqual(["drill staff", "problem harder"]);
    expect(reasonOf(steps[0])).toEqual({ kind: "above_level", level: "staff" });
    expect(sumMinutes(steps)).toBe(35);
  });

  it("comes the solution where no criterion is left", () => {
    expect(chooseNextSteps(work([]), problem).map(brief)).toEqual(["solution", "problem harder"]);
    expect(chooseNextSteps(work([]), null).map(brief)).toEqual(["solution"]);
  });

  it("is not the case while half of something is missing", () => {
    expect(isAllMet(work([missed("half", "scenario", { verdict: "partial" })]))).toBe(false);
  });
});

describe("with a debrief", () => {
  const point = (number: number, section: SectionId, ...criterionIds: string[]) => ({
    number,
    section,
    criterionIds,
  });

  it("begins with its points, by danger: drills of what is open, rewrites of the rest", () => {
    const given = work(
      [
        missed("cheap", "latency_cost", { weight: 1 }),
        missed("heavy", "evaluation", { weight: 4 }),
      ],
      { points: [point(1, "architecture", "met-architecture"), point(2, "latency_cost", "cheap")] },
    );
    const steps = chooseNextSteps(given, null);
    expect(steps.map(brief)).toEqual([
      "retry architecture",
      "drill cheap",
      "drill heavy",
      "solution",
    ]);
    expect(steps.slice(0, 2).map(reasonOf)).toEqual([
      { kind: "points", points: [1] },
      { kind: "points", points: [2] },
    ]);
    expect(sumMinutes(steps)).toBe(40);
  });

  it("does what several points ask for once, in a single section, and at most four things", () => {
    const given = work(
      [
        missed("a", "evaluation"),
        missed("b", "components"),
        missed("asked-midway", "scenario", { isCurveball: true }),
      ],
      {
        points: [
          point(1, "components", "a", "b"),
          point(2, "latency_cost", "b"),
          point(3, "scenario", "asked-midway"),
          point(4, "scenario"),
          point(5, "architecture"),
          point(6, "evaluation", "a"),
        ],
      },
    );
    const steps = chooseNextSteps(given, null);
    expect(steps.map(brief)).toEqual([
      "drill b",
      "retry scenario",
      "retry architecture",
      "drill a",
    ]);
    expect(steps.map(reasonOf)).toEqual([
      { kind: "points", points: [1, 2] },
      { kind: "points", points: [3, 4] },
      { kind: "points", points: [5] },
      { kind: "points", points: [6] },
    ]);
  });

  it("still has its points where every criterion is met", () => {
    const steps = chooseNextSteps(work([], { points: [point(1, "architecture")] }), null);
    expect(steps.map(brief)).toEqual(["retry architecture", "solution"]);
  });
});
