import { describe, expect, it } from "vitest";
import { collectContent, toContentFile } from "#server/content/read-content";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { isMadeOfTerms } from "#server/grading/defences/is-made-of-terms";
import { listStuffingWays } from "../evals/attacks/stuff-rubric";
import { composeAnswers } from "../evals/gold/compose-answers";
import { loadGold } from "../evals/gold/load-gold";
import { toAnswers } from "../evals/gold/paragraphs";
import { rewordParagraphs } from "../evals/metamorphic/rewrite";
import { ROOT_DIR } from "../support/content";
import { readFrozen } from "../support/frozen-content";

const contents = (await collectContent(ROOT_DIR)).contents.map(toContentFile);

/** Ways that part their terms with commas or marks; the others frame them in sentences. */
const STRINGS = listStuffingWays().filter(({ name }) =>
  /^(one term|first terms|three terms|with a number|joined by (?!with|small)|marks and)/.test(name),
);

describe.each(contents)("of $slug", ({ rubric, calibration }) => {
  it("no calibration answer is made of terms", () => {
    const made = calibration.filter(({ answers }) => isMadeOfTerms(answers));
    expect(made.map(({ name }) => name)).toEqual([]);
  });

  it("every string of terms made from the rubric is", () => {
    expect(STRINGS.length).toBe(12);
    const missed = STRINGS.filter(({ stuff }) => !isMadeOfTerms(stuff(rubric)));
    expect(missed.map(({ name }) => name)).toEqual([]);
  });
});

describe.each(await readFrozen())("of $slug, which has gold answers", ({ rubric }) => {
  it("no answer told tersely is", async () => {
    const gold = await loadGold(ROOT_DIR, rubric, "held-out");
    if (!gold) throw new Error("no gold");
    const told = composeAnswers(gold, rubric, 1, drawOutline).map((answer) =>
      toAnswers(rewordParagraphs(answer, gold, "terse", 0)),
    );
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter(isMadeOfTerms)).toEqual([]);
  });
});
