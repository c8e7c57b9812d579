import { describe, expect, it } from "vitest";
import { quoteMisconception } from "#server/grading/find-misconceptions";
import { makeDebrief, makePoint } from "../../../test/support/debrief";
import {
  SCENARIO,
  atHead,
  file,
  grade,
  quote,
  report,
  toLinks,
  view,
  work,
} from "../../../test/support/graded-view";
import { viewNextSteps } from "./next-view";
import { writeMarkdown } from "./report-markdown";
import { viewGrade } from "./report-view";

describe("writeMarkdown", () => {
  const text = writeMarkdown({ ...atHead(view), ...file });

  it("holds the candidate's words and every verdict: what is open with its place, what is met by name", () => {
    expect(text).toContain(`> ${SCENARIO}`);
    expect(text).toContain(
      "3. **Not met**: Text of missing.\n   - No budget.\n   - *Next:* State one.",
    );
    expect(text).toContain("## What is met\n\n- **");
    expect(text).toContain("**61 of 100.** Mid level.");
    expect(text).toContain("cost unknown");
    expect(text).toContain("*Left empty.*");
  });

  it("says at its head that the judge was found wanting", () => {
    const finding = {
      model: "m",
      at: "2026-01-03T09:00:00.000Z",
      balancedAccuracy: { value: 0.64, interval: { low: 0.58, high: 0.71 } },
    };
    const warned = writeMarkdown({ ...atHead(view), ...file, finding });
    expect(warned).toContain("**The judge behind this grade failed a check.**");
    expect(warned).toMatch(/was 64% \(58% to 71%\)/);
    expect(text).not.toContain("failed a check");
  });

  it("says what people decided beside the judge's verdict, and drops the step that is done", () => {
    const at = "2026-01-03T09:00:00.000Z";
    const given = { verdict: "met", reason: "It is\nthere.", by: "Ada", at } as const;
    const decided = view.sections.map((section) => ({
      ...section,
      below: section.below.map((criterion) =>
        criterion.id === "missing"
          ? {
              ...criterion,
              review: { given, comments: [], appeals: [], appealTo: null, markTo: null },
            }
          : criterion,
      ),
    }));
    const { outcome } = view.grade;
    if (outcome.kind !== "grade") throw new Error("no grade");
    const said = writeMarkdown({
      ...view,
      head: { ...outcome, total: 71.5, holds: [], judged: { kind: "grade", total: 61.5 } },
      sections: decided,
      ...file,
      review: {
        stands: { result: { kind: "grade", total: 71.5 }, bars: [], caps: [], holds: [] },
        verdicts: 1,
        signed: { by: "Ada", at },
        comments: [],
      },
    });
    expect(said).toContain("**71 of 100.**");
    expect(said).toContain("With a reviewer's verdicts; the judge gave 61.");
    expect(said).toContain(`Signed off by Ada, ${at}.`);
    expect(said).toContain(
      "**Not met**: Text of missing.\n   - No budget.\n   - **Ada: Met.** It is there.",
    );
    expect(said).not.toContain("*Next:* State one.");
  });
});

describe("a report with a debrief", () => {
  const point = makePoint({
    headline: "Two seconds, for what?",
    section: "scenario",
    places: [quote("scenario", "p95 is 2 s.")],
    criterionIds: ["missing", "rate"],
  });
  const {
    heart,
    sinks,
    asides = [],
    strengths,
    nextQuestion,
  } = makeDebrief({
    asides: [{ place: quote("architecture", "A cache stands"), says: "Say what it holds." }],
    strengths: [{ place: quote("architecture", "A cache stands"), why: "It saves calls." }],
  });
  const debrief = { isLater: false, heart, sinks, asides, strengths, nextQuestion };
  const points = [{ ...point, corrected: null }];
  const seen = atHead(
    viewGrade({ ...work, debrief: { ...debrief, points } }, grade, toLinks, quoteMisconception),
  );

  it("marks the words that its points rest on, beside what criteria rest on", () => {
    const marked = seen.sections[0]?.segments.find(({ text }) => text === "p95 is 2 s.");
    expect(marked?.criterionIds).toEqual(["latency", "p1.0"]);
  });

  it("says on paper first what to fix, then what was good, what to do, and what is asked next", async () => {
    const next = await viewNextSteps(seen, () => Promise.resolve(null));
    const text = writeMarkdown({ ...seen, ...file, next });
    const order = [
      heart,
      sinks,
      "**61 of 100.**",
      "## Fix first",
      "**Two seconds, for what?**",
      "“p95 is 2 s.” (Scenario)",
      "**Say instead:**",
      "## Also worth fixing",
      "- Say what it holds. “A cache stands”",
      "## What was good",
      "## Your next",
      "1. **Drill Scenario** (15 min). Fix first 1: Two seconds, for what? State one.",
      "## The next question",
      nextQuestion,
      "## Scenario",
      "## What is met",
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places.filter((at) => at === -1)).toEqual([]);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("says of a criterion once what is missing and what to do", async () => {
    const next = await viewNextSteps(seen, () => Promise.resolve(null));
    const text = writeMarkdown({ ...seen, ...file, next });
    expect(text).toContain("3. **Not met**: Text of missing. See Fix first 1.\n");
    expect(text).toContain("(but see Fix first 1)");
    expect(text).not.toContain("No budget.");
    expect(text.split("State one.")).toHaveLength(2);
    expect(writeMarkdown({ ...atHead(view), ...file, next: null })).toContain("*Next:* State one.");
  });

  it("names the step of the plan instead of saying it again, where no point does", async () => {
    const plain = atHead(view);
    const next = await viewNextSteps(plain, () => Promise.resolve(null));
    const text = writeMarkdown({ ...plain, ...file, next });
    expect(text).toContain("*Next:* step 1 of your plan");
    expect(text.split("State one.")).toHaveLength(2);
  });

  it("leaves out a misconception of which its points say everything", () => {
    const [believed, other] = report.rubric.misconceptions;
    if (!believed || !other) throw new Error("no misconceptions");
    const seenWith = (whenNoneMet: string[]) => {
      const misconceptions = [{ ...believed, whenNoneMet }, other];
      const given = { ...work, rubric: { ...work.rubric, misconceptions } };
      return viewGrade(
        { ...given, debrief: { ...debrief, points } },
        grade,
        toLinks,
        quoteMisconception,
      ).grade.misconceptions.map(({ id }) => id);
    };
    expect(seenWith(["missing"])).toEqual([]);
    expect(seenWith(["missing", "elsewhere"])).toEqual(["believed"]);
  });

  it("says in a line why there is none", () => {
    const left = viewGrade(
      { ...work, debrief: { leftOut: "money" } },
      grade,
      toLinks,
      quoteMisconception,
    );
    const text = writeMarkdown({ ...atHead(left), ...file });
    expect(text).toContain("No debrief: this server’s spending limit had no room left for one.");
    expect(text).not.toContain("## Fix first");
  });
});
