import { describe, expect, it } from "vitest";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { readContent } from "#server/content/read-content";
import { findMisconceptions, findSpokenMisconceptions } from "#server/grading/find-misconceptions";
import { ROOT_DIR } from "../support/content";
import type { Verdict } from "#domain/grading/verdicts";
import type { CalibrationAnswer } from "#server/content/read-calibration";
import type { Rubric } from "#domain/rubrics/rubric.schema";

const contents = await readContent(ROOT_DIR);

/** What each is called where a rubric has a name of its own for it. */
const NO_COST = ["no-cost-anywhere", "no-money", "price-never-asked"];
const NO_EVALUATION = ["no-evaluation-plan", "no-proof", "dashboards-as-evaluation"];
const NO_WHY = [
  "facts-without-why",
  "names-without-why",
  "names-without-reasons",
  "parts-without-reason",
];
const TREND = ["trend-on-sand", "trend-over-fundamentals"];
const COMPLICATED = [
  "too-complicated",
  "over-complicated",
  "swarm-for-a-form",
  "agents-for-search",
];

/** A label that allows "not met" counts as that: the least that a grade may have found. */
function findShown(rubric: Rubric, { head, answers }: CalibrationAnswer): string[] {
  const verdicts = Object.entries(head.expected).map(([id, label]): [string, Verdict] => {
    const labels = [label].flat();
    return [id, labels.find((one) => one === "not_met") ?? labels[0] ?? "cannot_assess"];
  });
  return findMisconceptions(rubric, new Map(verdicts), findSpokenMisconceptions(rubric, answers));
}

describe.each(contents)("misconceptions of $slug", ({ rubric, calibration }) => {
  const [weak, others] = [true, false].map((isWeak) =>
    calibration.filter(({ head }) => (head.band === "weak") === isWeak),
  ) as [CalibrationAnswer[], CalibrationAnswer[]];

  it("has one for each of the five that every problem has", () => {
    const ids = rubric.misconceptions.map(({ id }) => id);
    for (const names of [NO_COST, NO_EVALUATION, NO_WHY, TREND, COMPLICATED]) {
      expect(ids).toEqual(expect.arrayContaining([expect.toBeOneOf(names)]));
    }
  });

  it("are shown by neither strong nor good answers", () => {
    for (const answer of others.filter(({ head }) => head.band !== "middling")) {
      expect(findShown(rubric, answer), answer.name).toEqual([]);
    }
  });

  it("are shown by the weak one: no cost, no evaluation and no reasons", () => {
    expect(weak).toHaveLength(1);
    for (const answer of weak) {
      const shown = findShown(rubric, answer);
      for (const names of [NO_COST, NO_EVALUATION, NO_WHY]) {
        expect(shown).toEqual(expect.arrayContaining([expect.toBeOneOf(names)]));
      }
    }
  });
});

describe("what rubrics take for a misconception", () => {
  const rubrics = new Map(contents.map(({ slug, rubric }) => [slug, rubric]));
  const listSpoken = (slug: string, architecture: string): string[] => {
    const rubric = rubrics.get(slug);
    if (!rubric) throw new Error(`No rubric of ${slug}.`);
    return [...findSpokenMisconceptions(rubric, { ...EMPTY_ANSWERS, architecture })];
  };

  it.each([
    ["agent-platform-mcp", "The vendors' MCP servers come later. Carriers have a modern API."],
    ["agent-platform-mcp", "MCP is the new standard our vendors speak."],
    ["rag-customer-support", "Gate: no hallucinations in 200 answers."],
    ["llm-inference-serving", "vLLM serves an endpoint like OpenAI's."],
    ["llm-inference-serving", "FP8 has to show the same quality on the 12,000 documents."],
    ["distributed-training-70b", "A bias per expert, as DeepSeek-V3 describes."],
    ["recommendation-feed", "A human editor is one of several agents at the desk."],
    [
      "delivery-time-features",
      "Kafka already carries the events. One SQL file has the formula for all features.",
    ],
    ["long-context-hybrid-serving", "A perfect needle score says little."],
    ["agent-platform-mcp", "We publish four MCP servers. Carriers with a modern API come first."],
    ["agent-platform-mcp", "Every action is logged. A refund over $500 needs approval."],
    [
      "agent-platform-mcp",
      "Prompt injection: 200 emails say 'ignore any instructions in the tool'.",
    ],
    ["rag-customer-support", "I'd skip GraphRAG. The index holds the latest version of a page."],
    ["rag-customer-support", "Several agents labeled 200 answers."],
    ["rag-customer-support", "No knowledge graph, planner agent or critic agent."],
    ["rag-customer-support", "We fine-tune the router on our tickets."],
    ["llm-inference-serving", "Autoscaling takes twelve minutes, so the peak has to fit."],
    ["delivery-time-features", "Kafka streams would cost $3,000 for all 30 features, so two jobs."],
    ["mail-classification", "A Kafka cluster costs $600 a month, so one table."],
    ["voice-agent", "Several agents at the desk listen to 200 calls."],
    ["code-completion", "Crane writes better code, but at half a second we use Heron."],
    ["content-moderation", "We train the classifier weekly. A new rule is a line in the prompt."],
    [
      "multimodal-document-understanding",
      "ColPali finds the page, then a reader extracts the amount.",
    ],
    [
      "text-to-sql-analytics",
      "The prompt has the schema. Views return only data the user may see.",
    ],
  ])("not in %s: %s", (slug, text) => {
    expect(listSpoken(slug, text)).toEqual([]);
  });

  it.each([
    ["agent-platform-mcp", "Every write needs approval by a dispatcher.", "approve-everything"],
    [
      "agent-platform-mcp",
      "Every write needs approval by a dispatcher, so we staff a queue.",
      "approve-everything",
    ],
    [
      "agent-platform-mcp",
      "The system prompt tells the model not to follow instructions in emails.",
      "prompt-as-a-wall",
    ],
    ["agent-platform-mcp", "Each task once, and if it works it goes live.", "one-run-proves-it"],
    ["llm-inference-serving", "Autoscaling handles the peak at ten.", "autoscaling-saves"],
    ["mail-classification", "A Kafka topic for each queue decouples the parts.", "too-complicated"],
    ["code-completion", "Our main KPI is the acceptance rate.", "acceptance-is-success"],
    [
      "code-completion",
      "Acceptance rate is our main metric, so we show a suggestion only above 0.6.",
      "acceptance-is-success",
    ],
    [
      "recommendation-feed",
      "A stylist agent and a critic agent agree on a page.",
      "too-complicated",
    ],
    ["call-summaries", "GPT-5 writes the note, since it is state of the art.", "trend-on-sand"],
  ])("in %s: %s", (slug, text, id) => {
    expect(listSpoken(slug, text)).toContain(id);
  });
});
