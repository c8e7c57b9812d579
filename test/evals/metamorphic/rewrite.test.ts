import { describe, expect, it } from "vitest";
import { countWords } from "#domain/attempts/answer.schema";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { composeAnswers } from "../gold/compose-answers";
import { GOLD, GOLD_RUBRIC } from "../gold/gold-fixture";
import { padParagraphs, rewordParagraphs, shuffleParagraphs } from "./rewrite";
import type { Paragraph } from "../gold/paragraphs";

const [strong] = composeAnswers(GOLD, GOLD_RUBRIC, 1, drawOutline);
if (!strong) throw new Error("no answer");
const { paragraphs, planted } = strong;

const countAll = (list: readonly Paragraph[]): number =>
  list.reduce((sum, { text }) => sum + countWords(text), 0);
const inSections = (list: readonly Paragraph[]): string[] =>
  list.map(({ section, text }) => `${section}: ${text}`).sort();

describe("rewriting an answer", () => {
  it("shuffles paragraphs inside their sections", () => {
    const shuffled = shuffleParagraphs(paragraphs, 1);
    expect(shuffled).not.toEqual(paragraphs);
    expect(inSections(shuffled)).toEqual(inSections(paragraphs));
  });

  it("pads with half as many words again, and changes no paragraph", () => {
    const padded = padParagraphs(paragraphs, GOLD, 1);
    const share = countAll(padded) / countAll(paragraphs);
    expect(share).toBeGreaterThanOrEqual(1.5);
    expect(share).toBeLessThan(1.65);
    expect(padded.filter((one) => paragraphs.includes(one))).toEqual(paragraphs);
  });

  it("tells what is met by its first text, in each wording, and leaves the rest", () => {
    for (const [wording, turn, text] of [
      ["authored", 0, 0],
      ["terse", 0, 0],
      ["plain", 0, 0],
      ["plain", 1, 1],
      ["plain", 4, 0],
    ] as const) {
      const told = rewordParagraphs(strong, GOLD, wording, turn);
      for (const [i, paragraph] of told.entries()) {
        const { criterionId } = paragraph;
        const state = planted.find(({ criterion }) => criterion.id === criterionId)?.state;
        const fact = criterionId === null ? undefined : GOLD.facts[criterionId];
        const words = (wording === "authored" ? fact?.met : fact?.[wording])?.[text];
        const isTold = state === "met" || state === "paraphrased";
        expect(paragraph.text).toBe(isTold ? words?.text : paragraphs[i]?.text);
      }
    }
  });
});
