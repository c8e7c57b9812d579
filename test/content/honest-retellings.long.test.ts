import { describe, expect, it } from "vitest";
import { diagramToText } from "#domain/diagram/diagram-to-text";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { readDiagram } from "#domain/diagram/read-diagram";
import { buildSystemPrompt } from "#server/grading/prompt";
import { readMaterial } from "#server/judges/offline/read-material";
import { sourcesOf } from "#server/grading/defences/copied";
import { SECTION_IDS } from "#domain/problems/scale";
import { ROOT_DIR } from "../support/content";
import { readFrozen } from "../support/frozen-content";
import { composeAnswers } from "../evals/gold/compose-answers";
import { loadGold } from "../evals/gold/load-gold";
import { toAnswers } from "../evals/gold/paragraphs";
import { rewordParagraphs } from "../evals/metamorphic/rewrite";
import type { Answers } from "#domain/attempts/answer.schema";
import type { ContentFile } from "#server/content/read-content";
import { toGradedProblem } from "#server/grading/grade-input";
import type { ReadSentence } from "#server/judges/offline/read-sentence";

/** Of the sentences of an answer, so many may be taken for a list by mistake. */
const MOST_TAKEN_FOR_LISTS = 0.05;
const TURNS = [0, 1, 2];
const diagram = readDiagram({ elements: [], files: {} });
const found = await Promise.all(
  (await readFrozen()).map(async (content) => {
    const gold = await loadGold(ROOT_DIR, content.rubric, "tune");
    return gold ? [{ name: content.slug, content, gold }] : [];
  }),
);

function readAll(answers: Answers, { rubric, problem }: ContentFile): ReadSentence[] {
  const graded = toGradedProblem(problem);
  const material = readMaterial({
    questions: [],
    rubric,
    replyJsonSchema: {},
    material: { answers, diagram, diagramText: diagramToText(diagram) },
    sources: () => sourcesOf(graded, rubric),
    prompt: { system: buildSystemPrompt(graded), material: "", questions: "" },
  });
  return SECTION_IDS.flatMap((section) => material[section]);
}

function listTakenForLists(answers: Answers, content: ContentFile): string[] {
  const all = readAll(answers, content);
  const taken = all.filter(({ discount }) => discount === "crammed" || discount === "word_list");
  return taken.length <= MOST_TAKEN_FOR_LISTS * all.length ? [] : taken.map(({ text }) => text);
}

// A strong answer has most sentences that show something, so the look for stuffing is hardest on it.
describe.each(found.flat())("a strong answer to $name", ({ content, gold }) => {
  it.each(["terse", "plain"] as const)(
    "is no list of terms when it is told in a %s way",
    (wording) => {
      const [strong] = composeAnswers(gold, content.rubric, 1, drawOutline);
      if (!strong) throw new Error("no answer");
      const told = TURNS.map((turn) => toAnswers(rewordParagraphs(strong, gold, wording, turn)));
      const different = new Map(told.map((answers) => [JSON.stringify(answers), answers]));
      for (const answers of different.values()) {
        expect(listTakenForLists(answers, content)).toEqual([]);
      }
    },
  );
});

// Of what shows little, a few dense sentences are a large part.
describe.each(found.flat())("middling and weak answers to $name", ({ content, gold }) => {
  it("are no lists of terms either, told by the first text of each fact", () => {
    const answers = composeAnswers(gold, content.rubric, 1, drawOutline);
    for (const answer of answers.filter(({ band }) => band !== "strong")) {
      const told = toAnswers(rewordParagraphs(answer, gold, "authored"));
      expect(listTakenForLists(told, content), answer.name).toEqual([]);
    }
  });
});
