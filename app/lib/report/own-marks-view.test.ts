import { describe, expect, it } from "vitest";
import type { Verdict } from "#domain/grading/verdicts";
import type { FinishedMarks, OwnMarks } from "#server/reviews/get-own-marks";
import { mayMark, sayAlike, sayLean, summarizeOwnMarks, withOwnMarks } from "./own-marks-view";
import type { CriterionView, GradedView } from "./report-view";

type Judged = { verdict: Verdict; weight?: number; given?: Verdict; excluded?: string };

/** Only what is compared; the rest of a view plays no part. */
function view(judged: Record<string, Judged>, kind: "grade" | "estimate" = "grade"): GradedView {
  const below = Object.entries(judged).map(([id, { verdict, weight = 1, given, excluded }]) => ({
    id,
    verdict,
    weight,
    excluded: excluded ?? null,
    ...(given && { review: { given: { verdict: given } } }),
  })) as CriterionView[];
  return {
    grade: { outcome: { kind } },
    sections: [{ besideText: [], below }],
    drawing: [],
  } as unknown as GradedView;
}

function marks(verdicts: FinishedMarks["verdicts"], isBlind = true): FinishedMarks {
  return { finishedAt: "2026-11-28T12:00:00.000Z", isBlind, total: 60, verdicts };
}

function summarize(
  judged: Record<string, Judged>,
  own: FinishedMarks,
  { kind, isSigned = false }: { kind?: "grade" | "estimate"; isSigned?: boolean } = {},
) {
  return summarizeOwnMarks(withOwnMarks(view(judged, kind), own), own, { isSigned });
}

const MET = { verdict: "met" } as const;
const FIVE = { a: MET, b: MET, c: MET, d: MET, e: MET };
const ALL_MET = { a: "met", b: "met", c: "met", d: "met", e: "met" } as const;

describe("how well a candidate knew", () => {
  it("is the share of the weight that they marked alike", () => {
    const heavy = { ...FIVE, e: { verdict: "not_met", weight: 4 } } as const;
    expect(summarize(heavy, marks(ALL_MET)).known).toEqual({ alike: 0.5, lean: 0.5, compared: 5 });
    expect(summarize(FIVE, marks(ALL_MET)).known).toEqual({ alike: 1, lean: 0, compared: 5 });
  });

  it("leans down where they mark themselves lower, by half for half", () => {
    const { known } = summarize(FIVE, marks({ ...ALL_MET, a: "partial", b: "not_met" }));
    expect(known?.lean).toBeCloseTo(-0.3);
    expect(known?.alike).toBeCloseTo(0.6);
  });

  it("goes by the reviewer's verdict where there is one", () => {
    const overruled = { ...FIVE, a: { verdict: "met", given: "not_met" } } as const;
    const own = marks({ ...ALL_MET, a: "not_met" });
    expect(summarize(overruled, own).known?.alike).toBe(1);
  });

  it("leaves out what nobody could tell and what was excluded", () => {
    const judged = {
      ...FIVE,
      f: { verdict: "cannot_assess" },
      g: { verdict: "not_met", excluded: "another way" },
    } as const;
    const own = marks({ ...ALL_MET, f: "met", g: "met" });
    expect(summarize(judged, own)).toMatchObject({
      known: { alike: 1, compared: 5 },
      differing: [],
    });
  });

  it("can't be told from an estimate, from few criteria, or once the grade was seen", () => {
    expect(summarize(FIVE, marks(ALL_MET), { kind: "estimate" }).known).toBeNull();
    const signed = summarize(FIVE, marks(ALL_MET), { kind: "estimate", isSigned: true });
    expect(signed).toMatchObject({ isRead: true, known: { alike: 1 } });
    const { e: _, ...four } = FIVE;
    expect(summarize(four, marks(ALL_MET)).known).toBeNull();
    expect(summarize(FIVE, marks(ALL_MET, false)).known).toBeNull();
  });

  it("names what differs, the heaviest first", () => {
    const judged = {
      ...FIVE,
      b: { verdict: "not_met", weight: 2 },
      d: { verdict: "partial", weight: 3 },
    } as const;
    expect(summarize(judged, marks(ALL_MET)).differing).toEqual(["d", "b"]);
  });
});

describe("the words", () => {
  const known = (alike: number, lean = 0) => ({ alike, lean, compared: 10 });

  it("say how far and which way", () => {
    expect(sayAlike(known(0.9))).toContain("well");
    expect(sayAlike(known(0.7))).toContain("most");
    expect(sayAlike(known(0.4))).toContain("often differ");
    expect(sayLean(known(0.7, 0.2))).toContain("too high");
    expect(sayLean(known(0.7, -0.2))).toContain("too low");
    expect(sayLean(known(0.7, 0.01))).toContain("evens out");
    expect(sayLean(known(0.9, 0.01))).toContain("about right");
  });
});

describe("whether one may mark oneself", () => {
  const own = (state: OwnMarks["state"]): OwnMarks => ({
    state,
    hasSeen: false,
    marked: 0,
    finished: null,
  });

  it("is so before it is finished or refused, and not where the grade found nothing", () => {
    expect(mayMark(own("none"), null)).toBe(true);
    expect(mayMark(own("begun"), { flags: [] })).toBe(true);
    expect(mayMark(own("finished"), null)).toBe(false);
    expect(mayMark(own("refused"), null)).toBe(false);
    for (const kind of ["gated", "made_of_terms"] as const) {
      expect(mayMark(own("none"), { flags: [{ kind, message: "" }] })).toBe(false);
    }
  });
});
