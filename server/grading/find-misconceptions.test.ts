import { describe, expect, it } from "vitest";
import { RUBRIC } from "../../test/support/grading-fixture";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { findMisconceptions, findSpokenMisconceptions } from "./find-misconceptions";
import type { Verdict } from "#domain/grading/verdicts";

const rubric = {
  ...RUBRIC,
  misconceptions: [
    {
      id: "facts-by-tuning",
      text: "t",
      advice: "a",
      topics: [],
      signals: [
        ["fine-tune", "fine-tuning"],
        ["our help pages", "our documents"],
      ],
    },
    {
      id: "no-eval",
      text: "t",
      advice: "a",
      topics: [],
      whenNoneMet: ["offline-eval", "online-eval"],
    },
    {
      id: "too-complicated",
      text: "t",
      advice: "a",
      topics: [],
      signals: [
        ["multi-agent", "planner agent", "critic agent", "knowledge graph", "kafka streams"],
      ],
    },
  ],
};

function find(components: string, verdicts: Record<string, Verdict> = {}): string[] {
  const answers = { ...EMPTY_ANSWERS, components };
  const spoken = findSpokenMisconceptions(rubric, answers);
  return findMisconceptions(rubric, new Map(Object.entries(verdicts)), spoken);
}

describe("findMisconceptions", () => {
  it.each([
    "We fine-tune the model on our help pages.",
    "The model gets Fine‑Tuning every night. It then knows our documents.",
  ])("finds it in one place: %s", (text) => {
    expect(find(text)).toEqual(["facts-by-tuning"]);
  });

  it.each([
    "We do not fine-tune on our help pages.",
    "Retrieval rather than fine-tuning keeps our help pages fresh.",
    "Fine-tuning on our help pages isn't worth it.",
    "We fine-tune the router. It has two classes. Latency is low. Search reads our help pages.",
    "We search our help pages.",
    "",
  ])("accuses nobody of: %s", (text) => {
    expect(find(text)).toEqual([]);
  });

  it.each([
    "We use a multi-agent system, in which each agent has its own tools.",
    "A planner agent splits the question and a critic agent checks the answer.",
    "I'd go with a knowledge graph, because plain search is weak.",
    "Kafka streams for all events, so nothing gets lost.",
    "Kafka streams for all events, so we can scale.",
    "A knowledge graph is the state of the art, so we build it.",
    "We use a multi-agent system. It plans the steps and calls the tools.",
    "We choose:\n- a knowledge graph\n- one model",
    "- Search:\n  - a knowledge graph\n- Left out:\n  - voice",
    "We use a multi-agent system. Tools must not write data that another tool reads.",
    "The critic agent rejects weak answers.",
    "## No single point of failure\nA planner agent splits the question.",
    "## Why not a queue?\nA planner agent splits the question.",
    "## Scale-out\nA planner agent splits the question.",
  ])("takes for a choice: %s", (text) => {
    expect(find(text)).toEqual(["too-complicated"]);
  });

  it.each([
    // turned down
    "We rejected a multi-agent design because one call answers nine in ten.",
    "I'd skip the knowledge graph.",
    "The multi-agent version was dropped after the pilot.",
    "No knowledge graph, planner agent or critic agent.",
    "Planner agent: not needed.",
    "What we won't build: a multi-agent system.",
    "Neither a planner agent nor a critic agent is worth its tokens.",
    "I'd drop the planner agent.",
    "We removed the planner agent.",
    "We don't need:\n- a planner agent",
    "- Left out:\n  - a planner agent",
    "## Non-goals\n- A multi-agent system",
    "## 7. Not in the first version\nA multi-agent system.",
    "## Out of scope\nFor launch:\n- a multi-agent system",
    "## Why not a multi-agent system?",
    "Left out: caching, a knowledge graph and a planner agent.",
    "Not in the first version: a critic agent, Kafka streams.",
    "Left out:\n- a knowledge graph\n- a planner agent",
    "A knowledge graph is popular, but our questions are about one page.",
    "A director will ask for a knowledge graph. That would be too slow.",
    // put off
    "A critic agent comes later, if people ask for it.",
    "Only if one call misses more than 5 percent do we add a planner agent.",
    "We'd add a critic agent once mistakes exceed two percent.",
    "A planner agent can wait.",
    // weighed
    "A multi-agent setup would triple the tokens.",
    "A planner agent, a critic agent and a knowledge graph would triple the tokens.",
    "Kafka streams would cost $3,000, so two jobs.",
    "Kafka streams costs more than two jobs.",
    "A multi-agent system is too slow.",
    "A single call is cheaper than a multi-agent system.",
    "We compared one loop with a planner agent.",
    "We considered a planner agent, a critic agent and plain retrieval.",
    "We considered:\n- a planner agent\n- plain search",
    "We might need a planner agent.",
    "Do we need a multi-agent design?",
    'The director will ask "do we need a multi-agent system?"',
    "If one call fails too often, I would try a planner agent.",
    "We looked at a knowledge graph for a week, with no gain.",
    // a word that takes back holds for the whole sentence, whatever it speaks of
    "I'd go with a knowledge graph, because plain search isn't enough.",
  ])("takes for no choice: %s", (text) => {
    expect(find(text)).toEqual([]);
  });

  it("reads a sentence without an end once, whatever is listed beneath it", () => {
    const endless = `${"many words ".repeat(2_000)}later:\n${"- multi-agent\n".repeat(1_780)}`;
    expect(find(endless)).toEqual([]);
    expect(find(`${"many words ".repeat(2_000)}multi-agent.`)).toEqual([]);
  });

  it("sees one when every listed criterion is known to be not met", () => {
    expect(find("", { "offline-eval": "not_met", "online-eval": "not_met" })).toEqual(["no-eval"]);
    expect(find("", { "offline-eval": "not_met", "online-eval": "partial" })).toEqual([]);
    expect(find("", { "offline-eval": "not_met", "online-eval": "cannot_assess" })).toEqual([]);
  });
});
