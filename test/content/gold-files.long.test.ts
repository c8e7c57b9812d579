import { describe, expect, it } from "vitest";
import { collectContent } from "#server/content/read-content";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { readDiagram } from "#domain/diagram/read-diagram";
import {
  indexSources,
  isCopied,
  listSourceTexts,
  markCopied,
} from "#server/grading/defences/copied";
import { toQuestion } from "#server/grading/plan";
import { prepareVerification } from "#server/grading/verification";
import { verifyAnswer } from "#server/grading/verify-answer";
import { compileRubric } from "#server/judges/offline/compile-signals";
import { isReworded } from "#server/judges/offline/find-crammed";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { foldText } from "#server/text/fold";
import { readTarget } from "#server/text/phrases";
import { splitSentences } from "#server/text/sentences";
import { ROOT_DIR } from "../support/content";
import { FROZEN_DIR } from "../support/frozen-content";
import { composeAnswers } from "../evals/gold/compose-answers";
import { SPLITS } from "../evals/gold/gold.schema";
import { loadGold } from "../evals/gold/load-gold";
import type { SourcedContent } from "#server/content/read-content";
import { toGradedProblem } from "#server/grading/grade-input";
import type { Criterion } from "#domain/rubrics/rubric.schema";
import type { Gold } from "../evals/gold/gold.schema";

const { contents } = await collectContent(FROZEN_DIR);
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
    const refused = listTexts(gold, content).filter(
      ({ criterion, text }) => checkAsEvidence(text, criterion, content).length > 0,
    );
    expect(refused.map(toPlace)).toEqual([]);
  });

  // Candidates never see a passing example, so a text that lies near one says nothing about how a
  // judge reads them.
  it("holds no text that lies near the statement or the rubric", () => {
    const { problem, rubric } = content;
    const graded = toGradedProblem(problem.problem);
    const sources = indexSources(listSourceTexts(graded, rubric.rubric));
    const compiled = compileRubric(rubric.rubric);
    const isNear = ({ text }: PlacedText): boolean => {
      const words = markCopied(foldText(text), sources);
      return splitSentences(text).some(
        (sentence) => isCopied(words, sentence) || isReworded(readTarget(sentence.text), compiled),
      );
    };
    expect(listTexts(gold, content).filter(isNear).map(toPlace)).toEqual([]);
  });
});

type PlacedText = { criterion: Criterion; state: string; index: number; text: string };

/** Texts that a judge should find evidence in, for criteria which accept text. */
function listTexts({ facts }: Gold, { rubric }: SourcedContent): PlacedText[] {
  return rubric.rubric.criteria
    .filter(({ evidence }) => evidence.includes("text"))
    .flatMap((criterion) => {
      const {
        met = [],
        terse = [],
        plain = [],
        paraphrased = [],
        partial = [],
      } = facts[criterion.id] ?? {};
      return Object.entries({ met, terse, plain, paraphrased, partial }).flatMap(([state, texts]) =>
        texts.map(({ text }, index) => ({ criterion, state, index, text })),
      );
    });
}

/** What a failure shows of a text; the words stay unsaid, held-out ones too. */
function toPlace({ criterion, state, index }: PlacedText): string {
  return `${criterion.id}.${state}[${index}]`;
}

function checkAsEvidence(text: string, criterion: Criterion, content: SourcedContent): string[] {
  const { section, id } = criterion;
  const verification = prepareVerification(
    { ...EMPTY_ANSWERS, [section]: text },
    EMPTY_DIAGRAM,
    toGradedProblem(content.problem.problem),
    content.rubric.rubric,
  );
  const evidence = [{ source: section, quote: text }];
  const answer = { id, evidence, reasoning: "", verdict: "met" as const, advice: "" };
  return verifyAnswer(answer, toQuestion(criterion), verification).notes;
}
