import { describe, expect, it } from "vitest";
import { ANSWERS, RUBRIC, gradeInput } from "../../../test/support/grading-fixture";
import { makePoint } from "../../../test/support/debrief";
import { cleanMaterial } from "../clean-material";
import { prepareVerification } from "../verification";
import { applyDoubts, listClaims } from "./doubt";
import type { CheckedReply } from "./check-reply";
import type { Doubt } from "./reply.schema";

const { problem, scene } = gradeInput();
const { drawn } = cleanMaterial(ANSWERS, scene);
const verification = prepareVerification(ANSWERS, drawn, problem, RUBRIC);

const REPLY: CheckedReply = {
  heart: "It holds.",
  sinks: "One figure sinks it.",
  strengths: [],
  asides: [],
  points: [makePoint(), makePoint({ id: "p2", danger: "polish" })],
  nextQuestion: "",
  dropped: [],
};
const STANDS: Doubt = { against: [], reason: "True.", fault: "none", verdict: "stands" };
const SPOKEN = {
  source: "evaluation",
  quote: "We label 800 queries with graded relevance",
} as const;

function apply(p1: Partial<Doubt>, p2: Partial<Doubt> = {}, diagnosis: Partial<Doubt> = {}) {
  const doubts = {
    p1: { ...STANDS, ...p1 },
    p2: { ...STANDS, ...p2 },
    diagnosis: { ...STANDS, ...diagnosis },
  };
  const { points, sinks, dropped } = applyDoubts(REPLY, doubts, verification);
  return { left: points.map(({ id, danger }) => `${id} ${danger}`), sinks, dropped };
}

describe("applyDoubts", () => {
  it("leaves what stands", () => {
    expect(apply({})).toEqual({ left: ["p1 sinks", "p2 polish"], sinks: REPLY.sinks, dropped: [] });
  });

  it("lowers what is doubted by one degree, and the least falls", () => {
    const { left, dropped } = apply({ verdict: "doubts" }, { verdict: "doubts", reason: "Thin." });
    expect(left).toEqual(["p1 weakens"]);
    expect(dropped).toEqual([
      { headline: REPLY.points[1]?.headline, reason: "The sceptic: Thin." },
    ]);
  });

  it("lets what is too small to sink weaken, without a doubt about it", () => {
    const reply = applyDoubts(
      REPLY,
      { p1: { ...STANDS, verdict: "smaller" }, p2: { ...STANDS, verdict: "smaller" } },
      verification,
    );
    expect(reply.points.map(({ danger, sceptic }) => `${danger} ${sceptic}`)).toEqual([
      "weakens stands",
      "polish stands",
    ]);
    expect(apply({}, {}, { verdict: "smaller" }).sinks).toBe("");
  });

  it("takes a refutation by the answer only with words that are there", () => {
    const answered = { verdict: "refuted", fault: "answered" } as const;
    expect(apply({ ...answered, against: [SPOKEN] }).left).toEqual(["p2 polish"]);
    for (const against of [[], [{ ...SPOKEN, quote: "we double every part of the design" }]]) {
      expect(apply({ ...answered, against }).left).toEqual(["p1 weakens", "p2 polish"]);
    }
  });

  it("drops what is untrue, unfair or unsupported, and doubts what is refuted for no fault", () => {
    for (const fault of ["untrue", "unfair", "unsupported"] as const) {
      expect(apply({ verdict: "refuted", fault }).left).toEqual(["p2 polish"]);
    }
    expect(apply({ verdict: "refuted" }).left).toEqual(["p1 weakens", "p2 polish"]);
  });

  it("keeps a smaller thing only where nothing is said against it", () => {
    const place = {
      source: "text",
      section: "scenario",
      quote: "We label 800",
      start: 0,
      end: 12,
    } as const;
    const asides = ["One.", "Two.", "Three."].map((says) => ({ place, says }));
    const reply = { ...REPLY, asides };
    expect(listClaims(reply).map(({ id }) => id)).toEqual([
      "p1",
      "p2",
      "a1",
      "a2",
      "a3",
      "diagnosis",
    ]);
    const doubts = { a1: STANDS, a2: { ...STANDS, verdict: "doubts" } } as const;
    expect(applyDoubts(reply, doubts, verification).asides).toEqual(asides.slice(0, 1));
  });

  it("keeps no diagnosis that is doubted", () => {
    expect(apply({}, {}, { verdict: "doubts" }).sinks).toBe("");
  });
});
