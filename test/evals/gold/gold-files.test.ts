import { describe, expect, it } from "vitest";
import { collectContent } from "#server/content/read-content";
import { drawOutline } from "#server/diagram/draw/draw-outline";
import { readDiagram } from "#server/diagram/read-diagram";
import { toQuestion } from "#server/grading/plan";
import { prepareVerification, verifyAnswer } from "#server/grading/verify-answer";
import { EMPTY_ANSWERS } from "#server/attempts/answer.schema";
import { ROOT_DIR } from "../../support/content";
import { composeAnswers } from "./compose-answers";
import { SPLITS } from "./gold.schema";
import { loadGold } from "./load-gold";
import type { SourcedContent } from "#server/content/read-content";
import type { Criterion } from "#server/rubrics/rubric.schema";
import type { Gold } from "./gold.schema";

const { contents } = await collectContent(ROOT_DIR);
const found = await Promise.all(
  contents.flatMap((content) =>
    SPLITS.map(async (split) => {
      const gold = await loadGold(ROOT_DIR, content.rubric.rubric, split);
      return gold ? [{ name: `${content.slug}, ${split}`, content, gold }] : [];
    }),
  ),
);
const files = found.flat();
const EMPTY_DIAGRAM = readDiagram({ elements: [], files: {} });

describe.each(files)("the gold of $name", ({ content, gold }) => {
  it("composes and draws", () => {
    const answers = composeAnswers(gold, content.rubric.rubric, 1, drawOutline);
    expect(answers).toHaveLength(10);
  });

  // A judge that quotes exactly what was planted must not fail for it: a text too near to the
  // statement or the rubric would be taken for copied.
  it("holds no text that the evidence check would refuse", () => {
    const refused = content.rubric.rubric.criteria
      .filter(({ evidence }) => evidence.includes("text"))
      .flatMap((criterion) => listRefused(criterion, gold, content));
    expect(refused).toEqual([]);
  });
});

/** Places of the texts that would be refused; the words stay unsaid, held-out ones too. */
function listRefused(criterion: Criterion, gold: Gold, content: SourcedContent): string[] {
  const {
    met = [],
    terse = [],
    plain = [],
    paraphrased = [],
    partial = [],
  } = gold.facts[criterion.id] ?? {};
  return Object.entries({ met, terse, plain, paraphrased, partial }).flatMap(([state, texts]) =>
    texts.flatMap(({ text }, i) => {
      const notes = checkAsEvidence(text, criterion, content);
      return notes.length === 0 ? [] : [`${criterion.id}.${state}[${i}]`];
    }),
  );
}

function checkAsEvidence(text: string, criterion: Criterion, content: SourcedContent): string[] {
  const { head, statementMarkdown } = content.problem.problem;
  const { section, id } = criterion;
  const verification = prepareVerification(
    { ...EMPTY_ANSWERS, [section]: text },
    EMPTY_DIAGRAM,
    { ...head, statementMarkdown },
    content.rubric.rubric,
  );
  const evidence = [{ source: section, quote: text }];
  const answer = { id, evidence, reasoning: "", verdict: "met" as const, advice: "" };
  return verifyAnswer(answer, toQuestion(criterion), verification).notes;
}
