import { describe, expect, it } from "vitest";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { nameDiagramParts } from "#domain/diagram/name-parts";
import { parseScene } from "#domain/diagram/parse-scene";
import { readDiagram } from "#domain/diagram/read-diagram";
import type { Report } from "#server/grades/get-report";
import type { CriterionGrade, Grade } from "#domain/grading/grade.schema";
import { quoteMisconception } from "#server/grading/find-misconceptions";
import { makeDebrief, makePoint } from "../../../test/support/debrief";
import { viewNextSteps } from "./next-view";
import { writeMarkdown } from "./report-markdown";
import { viewGrade, withoutMarks } from "./report-view";
import type { GradedView } from "./report-view";
import type { StandingView } from "./standing-view";

const SCENARIO = "We serve 5 users a second. p95 is 2 s.";
const ARCHITECTURE = "A cache stands before the model.";

function criterion(id: string, fields: Partial<CriterionGrade>): CriterionGrade {
  return {
    id,
    section: "scenario",
    verdict: "met",
    evidence: [],
    reasoning: "",
    advice: "",
    confidence: 1,
    needsPerson: false,
    decidedBy: "judge",
    weight: 2,
    excluded: null,
    notes: [],
    ...fields,
  };
}

function quote(section: "scenario" | "architecture", text: string) {
  const whole = section === "scenario" ? SCENARIO : ARCHITECTURE;
  const start = whole.indexOf(text);
  return { source: "text" as const, section, quote: text, start, end: start + text.length };
}

const criteria = [
  criterion("missing", { verdict: "not_met", reasoning: "No budget.", advice: "State one." }),
  criterion("latency", { evidence: [quote("scenario", "p95 is 2 s.")] }),
  criterion("rate", { evidence: [quote("scenario", "We serve 5 users a second.")] }),
  criterion("elsewhere", { evidence: [quote("architecture", "A cache stands")] }),
  criterion("drawn", {
    section: "architecture",
    evidence: [{ source: "diagram", ids: ["N1"], elementIds: ["box"] }],
  }),
];

const grade: Grade = {
  judge: { kind: "openai", requestedModel: "m", returnedModel: "m", isEstimate: false },
  mode: "standard",
  level: "senior",
  lens: "product",
  rubricHash: "r",
  promptHash: "p",
  total: 61.5,
  uncappedTotal: 61.5,
  caps: [],
  sections: [{ section: "scenario", points: 6, possible: 8, percent: 75 }],
  bars: [{ level: "mid", bar: 40, standing: "above", separates: [] }],
  criteria,
  misconceptions: ["believed"],
  flags: [],
  promptVersion: null,
  setAside: [{ section: "architecture", start: 15, end: 32, reason: "copied" }],
  confidence: 0.9,
  needsPerson: false,
  usage: null,
  costUsd: null,
  durationMs: 10,
  calls: [
    {
      index: 0,
      purpose: "first",
      criterionIds: [],
      requestedModel: "m",
      returnedModel: "m",
      usage: null,
      costUsd: null,
      startedAt: "2026-01-01T00:00:00.000Z",
      durationMs: 1,
      promptHash: "p",
      rawReply: "what the model said",
    },
  ],
};

const report: Report = {
  leftOutCount: 0,
  debrief: null,
  attempt: {
    id: "a",
    userId: "u",
    kind: "interview",
    basedOnId: null,
    focusSection: null,
    level: "senior",
    lens: "product",
    minutes: 45,
    startedAt: "2026-01-01T00:00:00.000Z",
    submittedAt: "2026-01-01T00:40:00.000Z",
    submittedBy: "candidate",
    contentHash: "c",
  },
  problem: {
    slug: "some-problem",
    title: "Some problem",
    version: 1,
    shares: {
      scenario: 0.2,
      components: 0.2,
      architecture: 0.2,
      latency_cost: 0.2,
      evaluation: 0.2,
    },
  },
  given: { brief: "case", markdown: "Some statement.", caseMarkdown: null },
  rubric: {
    version: 2,
    hash: "r",
    criteria: criteria.map(({ id, section }) => ({
      id,
      section,
      text: `Text of ${id}.`,
      pass: "",
      fail: "",
      partial: null,
      level: "mid",
      topics: ["caching"],
      weight: 2,
      isCurveball: false,
    })),
    misconceptions: [
      { id: "believed", text: "Believed.", advice: "Know better.", signals: [["cache stands"]] },
      { id: "other", text: "Not believed.", advice: "", signals: [["users"]] },
    ],
  },
  answers: { ...EMPTY_ANSWERS, scenario: SCENARIO, architecture: ARCHITECTURE },
  interview: [],
  aids: { questions: [], hints: [], curveball: null },
  time: null,
  state: {
    gradeId: "g",
    version: 1,
    status: "graded",
    progress: null,
    errorKind: null,
    errorMessage: null,
    held: null,
    queuedAt: "2026-01-01T00:40:00.000Z",
    finishedAt: "2026-01-01T00:41:00.000Z",
  },
  newer: null,
  grade,
};

const { scene } = parseScene({
  elements: [
    { type: "rectangle", id: "box", x: 0, y: 0, width: 160, height: 80 },
    {
      type: "text",
      id: "label",
      x: 20,
      y: 30,
      width: 100,
      height: 25,
      text: "Cache",
      containerId: "box",
    },
  ],
});
const work = { ...report, drawing: nameDiagramParts(readDiagram(scene)) };

const toLinks = (topics: readonly string[]) =>
  topics.map((slug) => ({ slug, title: `About ${slug}`, hasPage: true }));
const view = viewGrade(work, grade, toLinks, quoteMisconception);
const [scenario, , architecture] = view.sections;

describe("viewGrade", () => {
  it("puts criteria beside the text in the order of their sentences and the others below", () => {
    expect(scenario?.besideText.map(({ id }) => id)).toEqual(["rate", "latency"]);
    expect(scenario?.below.map(({ id }) => id)).toEqual(["missing", "elsewhere"]);
  });

  it("numbers criteria as a reader meets them", () => {
    const numbers = view.sections.flatMap(({ besideText, below }) =>
      [...besideText, ...below].map(({ number }) => number),
    );
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
  });

  it("marks a sentence for a criterion of another section where the sentence stands", () => {
    expect(architecture?.segments[0]).toMatchObject({
      text: "A cache stands",
      criterionIds: ["elsewhere"],
    });
  });

  it("marks what counts as no evidence in the section where it stands", () => {
    expect(architecture?.segments.map(({ text, aside }) => [text, aside])).toEqual([
      ["A cache stands", null],
      [" ", null],
      ["before the model.", "copied"],
    ]);
    expect(scenario?.segments.every(({ aside }) => aside === null)).toBe(true);
  });

  it("names the drawn evidence and keeps the elements that light up", () => {
    const drawn = architecture?.below.find(({ id }) => id === "drawn");
    expect(drawn?.parts.map(({ name }) => name)).toEqual(["Cache"]);
    expect(drawn?.elementIds).toEqual(["box"]);
  });

  it("leads to the topics of what is missing, and of nothing that is met", () => {
    const all = view.sections.flatMap(({ besideText, below }) => [...besideText, ...below]);
    const caching = { slug: "caching", title: "About caching", hasPage: true };
    for (const { verdict, topics } of all) {
      expect(topics).toEqual(verdict === "met" ? [] : [caching]);
    }
    expect(new Set(all.map(({ verdict }) => verdict)).has("not_met")).toBe(true);
    expect(new Set(all.map(({ verdict }) => verdict)).has("met")).toBe(true);
  });

  it("sends no raw reply of a model to the browser", () => {
    expect(JSON.stringify(view)).not.toContain("what the model said");
    expect(view.grade.callCount).toBe(1);
  });

  it("explains only the misconceptions that were seen", () => {
    expect(view.grade.misconceptions.map(({ text }) => text)).toEqual(["Believed."]);
  });
});

/** With the judge's score as the one that stands. */
function atHead(graded: GradedView): StandingView {
  return { ...graded, head: { ...graded.grade.outcome, judged: null } };
}

describe("writeMarkdown", () => {
  const text = writeMarkdown({
    ...atHead(view),
    slug: "some-problem",
    title: "Some problem",
    submittedAt: report.attempt.submittedAt,
    contentHash: "c",
    rubric: { version: 2, hash: "r" },
  });

  it("holds the candidate's words, every verdict and where they came from", () => {
    expect(text).toContain(`> ${SCENARIO}`);
    expect(text).toContain(
      "3. **Not met**: Text of missing.\n   - No budget.\n   - *Next:* State one.",
    );
    expect(text).toContain("In the drawing: Cache");
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
    const warned = writeMarkdown({
      ...atHead(view),
      slug: "some-problem",
      title: "Some problem",
      finding,
      submittedAt: finding.at,
      contentHash: "c",
      rubric: { version: 2, hash: "r" },
    });
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
          ? { ...criterion, review: { given, comments: [], appeals: [], appealTo: null } }
          : criterion,
      ),
    }));
    const { outcome } = view.grade;
    if (outcome.kind !== "grade") throw new Error("no grade");
    const said = writeMarkdown({
      ...view,
      head: { ...outcome, total: 71.5, judged: { kind: "grade", total: 61.5 } },
      sections: decided,
      slug: "some-problem",
      title: "Some problem",
      submittedAt: at,
      contentHash: "c",
      rubric: { version: 2, hash: "r" },
      review: {
        stands: { result: { kind: "grade", total: 71.5 }, bars: [], caps: [] },
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
  const { heart, sinks, strengths, nextQuestion } = makeDebrief({
    strengths: [{ place: quote("architecture", "A cache stands"), why: "It saves calls." }],
  });
  const debrief = { isLater: false, heart, sinks, strengths, nextQuestion };
  const points = [{ ...point, corrected: null }];
  const seen = atHead(
    viewGrade({ ...work, debrief: { ...debrief, points } }, grade, toLinks, quoteMisconception),
  );
  const file = {
    slug: "some-problem",
    title: "Some problem",
    submittedAt: report.attempt.submittedAt,
    contentHash: "c",
    rubric: { version: 2, hash: "r" },
  };

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
      "## What was good",
      "## Your next",
      "1. **Drill Scenario** (20 min). Fix first 1: Two seconds, for what? State one.",
      "## The next question",
      nextQuestion,
      "## Scenario",
      "## Where the figures come from",
      "- Fix first 1: $1,800 is 60 × 30 = 1,800 (60: you wrote “$60”; 30: assumed, a month of 30 days)",
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places.filter((at) => at === -1)).toEqual([]);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("says of a criterion once what is missing and what to do", async () => {
    const next = await viewNextSteps(seen, () => Promise.resolve(null));
    const text = writeMarkdown({ ...seen, ...file, next });
    expect(text).toContain("3. **Not met**: Text of missing. See Fix first 1.\n");
    expect(text).toContain("But see Fix first 1.");
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

describe("an estimate", () => {
  const estimated: Grade = {
    ...grade,
    judge: { kind: "offline", requestedModel: "m", returnedModel: "m", isEstimate: true },
    total: 63,
    uncappedTotal: 80,
    caps: [{ id: "cap", maxTotal: 63, reason: "No evaluation." }],
    needsPerson: true,
    criteria: criteria.map((one) => ({
      ...one,
      reasoning: "Found “p95”, with a figure and nothing that denies it.",
      evidence: [...one.evidence, ...one.evidence],
      needsPerson: true,
      notes: ["evidence rejected"],
    })),
  };
  const shown = viewGrade(work, estimated, () => [], quoteMisconception);
  const all = shown.sections.flatMap(({ besideText, below }) => [...besideText, ...below]);
  const markdown = writeMarkdown({
    ...atHead(shown),
    slug: "some-problem",
    title: "Some problem",
    contentHash: "c",
    submittedAt: report.attempt.submittedAt,
    rubric: { version: 2, hash: "r" },
  });

  it("is a range with ideas found, and nothing of points, bars, caps or confidence", () => {
    expect(shown.grade.outcome).toEqual({
      kind: "estimate",
      low: 43,
      high: 73,
      found: 4,
      inPart: 0,
      of: 5,
      leftOut: null,
    });
    expect(Object.keys(shown.grade)).not.toContain("total");
    expect(shown.sections.map(({ score }) => score)).toEqual([null, null, null, null, null]);
    expect(shown.sections[0]?.ideas).toEqual({ found: 3, inPart: 0, of: 4 });
    for (const { confidence, needsPerson, notes } of all) {
      expect({ confidence, needsPerson, notes }).toEqual({
        confidence: null,
        needsPerson: false,
        notes: [],
      });
    }
  });

  it("says where ideas were found, in sentences, with one quote each", () => {
    const said = new Map(all.map(({ id, reasoning }) => [id, reasoning]));
    expect(said.get("latency")).toBe("Your Scenario answer speaks to this.");
    expect(said.get("elsewhere")).toBe("Your Architecture answer speaks to this.");
    expect(said.get("drawn")).toBe("Your drawing shows this.");
    expect(said.get("missing")).toBe(
      "Nothing that speaks to this was found in your Scenario answer.",
    );
    for (const { quotes } of all) expect(quotes.length).toBeLessThanOrEqual(1);
    expect(JSON.stringify(shown)).not.toContain("nothing that denies it");
  });

  it("shows a misconception with the passage that may show it, and none without", () => {
    expect(shown.grade.misconceptions).toEqual([
      { id: "believed", text: "Believed.", advice: "Know better.", quote: ARCHITECTURE },
    ]);
    const answers = {
      ...report.answers,
      architecture: "A cache stands nowhere, we want no stale.",
    };
    const denied = viewGrade(
      { ...work, answers },
      { ...estimated, setAside: [] },
      () => [],
      quoteMisconception,
    );
    expect(denied.grade.misconceptions).toEqual([]);
  });

  it("is one in its Markdown and JSON as well", () => {
    expect(markdown).toContain("**Estimate: 43 to 73 of 100.** Ideas found: 4 of 5.");
    expect(markdown).toContain("**Idea found**: Text of rate.");
    expect(markdown).toContain("## Scenario: 3 of 4 ideas found");
    expect(markdown).toContain("This passage may show it: “A cache stands before the model.”");
    for (const claim of ["63", "above mid", "Met", "Capped", "points", "80"]) {
      expect(markdown).not.toContain(claim);
      expect(JSON.stringify(shown.grade)).not.toContain(claim);
    }
  });

  it("is nothing but the work where it couldn't be read", () => {
    const flags = [{ kind: "made_of_terms", message: "Most of it is strings of terms." }] as const;
    const unreadable = viewGrade(
      work,
      { ...estimated, flags: [...flags] },
      () => [],
      quoteMisconception,
    );
    expect(unreadable.grade.outcome).toEqual({ kind: "unreadable" });
    const bare = withoutMarks(unreadable);
    for (const { besideText, below, segments, ideas } of bare.sections) {
      expect([...besideText, ...below]).toEqual([]);
      expect(segments.flatMap(({ criterionIds }) => criterionIds)).toEqual([]);
      expect(ideas).toBeNull();
    }
    expect(bare.sections.map(({ text }) => text)).toEqual(shown.sections.map(({ text }) => text));
  });
});

describe("what the interviewer asked", () => {
  const reply =
    "At fifty million vectors the index no longer fits in one node. We split it by country.";
  const quote = "We split it by country.";
  const start = reply.indexOf(quote);
  const said = {
    turn: 1,
    section: "architecture" as const,
    question: "At what size do you leave it?",
    reply,
    isDeclined: false,
  };
  const [first] = grade.criteria;
  if (!first) throw new Error("no criterion");
  const place = { section: "architecture" as const, quote, start, end: start + quote.length };
  const replied = {
    ...grade,
    criteria: grade.criteria.map((one) =>
      one.id === first.id
        ? { ...one, evidence: [{ source: "interview" as const, turn: 1, ...place }] }
        : one,
    ),
  };
  const seen = viewGrade({ ...work, interview: [said] }, replied, toLinks, quoteMisconception);

  it("stands below its section, with the reply marked where it counts", () => {
    const { exchanges } = seen.sections.find(({ section }) => section === "architecture") ?? {};
    expect(exchanges).toMatchObject([{ turn: 1, reply, criterionIds: [first.id] }]);
    const marked = exchanges?.[0]?.segments.filter(({ criterionIds }) => criterionIds.length > 0);
    expect(marked?.map(({ text }) => text)).toEqual([quote]);
    for (const section of seen.sections)
      if (section.section !== "architecture") expect(section.exchanges).toEqual([]);
  });

  it("says in a retry that it was carried over, and counts there like an own one", () => {
    const exchangesOf = (kind: "interview" | "retry") =>
      viewGrade(
        { ...work, interview: [said], attempt: { kind } },
        replied,
        toLinks,
        quoteMisconception,
      ).sections.flatMap(({ exchanges }) => exchanges);
    expect(exchangesOf("interview")).toMatchObject([{ isCarried: false }]);
    expect(exchangesOf("retry")).toMatchObject([{ isCarried: true, criterionIds: [first.id] }]);
  });

  it("is named by the criterion that rests on it", () => {
    const criterion = seen.sections
      .flatMap(({ besideText, below }) => [...besideText, ...below])
      .find(({ id }) => id === first.id);
    expect(criterion?.replies).toMatchObject([{ turn: 1, quote }]);
    expect(criterion?.quotes).toEqual([]);
  });
});
