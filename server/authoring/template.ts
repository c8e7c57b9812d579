import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import type { DraftTexts } from "#domain/authoring/draft.schema";

const PROBLEM = `---
title: Design …
summary: Who needs what, at which size, in one sentence.
difficulty: core
minutes: [30, 45, 60]
tier: 1
topics: [rag-end-to-end]
lenses: [ai_lab, product, startup]
related: []
prompts:
${perSection("What this section asks of this problem.")}
shares: { scenario: 0.15, components: 0.15, architecture: 0.25, latency_cost: 0.225, evaluation: 0.225 }
levels:
  mid: What an answer at this level does.
  senior: What an answer at this level does.
  staff: What an answer at this level does.
clarifications:
  - id: first-question
    question: What may a candidate ask?
    answer: What the interviewer answers.
curveball:
  at: 0.5
  text: What changes in the middle of the round.
  handling: What handling it means.
hints:
${perSection("[A nudge., Nearly the answer.]")}
---

Tell the candidate who asks, what is there already, and the numbers.
`;

const SOLUTION = `## The answer in short

What a strong answer says, section by section.
`;

/** The text of a drawing in which nothing is drawn. */
export const EMPTY_DRAWING = `${JSON.stringify(
  {
    type: "excalidraw",
    version: 2,
    source: "scaleboard",
    elements: [],
    appState: { viewBackgroundColor: "#ffffff" },
    files: {},
  },
  null,
  1,
)}\n`;

/** The rubric of a new problem; SLUG stands for its name. */
export const NEW_RUBRIC = `# One statement a criterion, with a sentence that meets it and one that only sounds like it.
problem: SLUG
# With two staff criteria, add staff: { points: 85, weightOfStaff: 0.5 }
bars: { mid: 40, senior: 60 }

criteria:
${SECTION_IDS.map(
  (section) => `  - id: ${section.replace("_", "-")}-first
    section: ${section}
    level: mid
    weight: 2
    text: One yes-or-no statement about ${SECTION_TITLES[section]}.
    pass: A sentence of an answer that meets it.
    fail: A sentence that sounds like it and does not.
    evidence: [text]
    advice: One thing to do next time.
    topics: [rag-end-to-end]
`,
).join("\n")}
canaries:
  - id: any-sentence
    section: scenario
    text: A statement that every answer meets.
    pass: Any sentence.
    fail: Nothing.
    expect: met
  - id: office-floors
    section: scenario
    text: A statement that no answer meets.
    pass: A sentence nobody writes.
    fail: Any sentence.
    expect: not_met
`;

/** The files of a new problem: readable, and not yet fit to be published. */
export function newProblemTexts(): Omit<DraftTexts, "rubric"> {
  return { problem: PROBLEM, solution: SOLUTION, scene: EMPTY_DRAWING };
}

function perSection(value: string): string {
  return SECTION_IDS.map((section) => `  ${section}: ${value}`).join("\n");
}
