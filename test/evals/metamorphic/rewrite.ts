import { SECTION_IDS } from "#domain/problems/scale";
import { countWords } from "#domain/attempts/answer.schema";
import { createNamedRandom, shuffle } from "#domain/statistics/random";
import type { GoldAnswer } from "../gold/compose-answers";
import type { Gold, PlantedText } from "../gold/gold.schema";
import type { Paragraph } from "../gold/paragraphs";

/** Words of fluff for each word of the answer. */
const PADDING_SHARE = 0.5;

/** The paragraphs of every section in another order. */
export function shuffleParagraphs(paragraphs: readonly Paragraph[], seed: number): Paragraph[] {
  const random = createNamedRandom(seed, "shuffle paragraphs");
  return SECTION_IDS.flatMap((section) =>
    shuffle(
      paragraphs.filter((paragraph) => paragraph.section === section),
      random,
    ),
  );
}

/**
 * Half as many words again, as paragraphs of fluff between the others. A sentence comes again only
 * when all have been used.
 */
export function padParagraphs(
  paragraphs: readonly Paragraph[],
  { padding }: Gold,
  seed: number,
): Paragraph[] {
  const random = createNamedRandom(seed, "pad");
  const wanted = PADDING_SHARE * paragraphs.reduce((sum, { text }) => sum + countWords(text), 0);
  const padded = [...paragraphs];
  let stock: string[] = [];
  for (let words = 0; words < wanted;) {
    if (stock.length === 0) stock = shuffle(padding, random);
    const text = stock.pop();
    const place = Math.floor(random() * padded.length);
    const section = padded[place]?.section;
    if (text === undefined || section === undefined) break;
    padded.splice(place, 0, { section, criterionId: null, text });
    words += countWords(text);
  }
  return padded;
}

/** How `met[0]` is written. */
export type Wording = "authored" | "terse" | "plain";

/**
 * The answer with everything that is met told by `met[0]`, in one of its wordings.
 *
 * @param turn which of several texts of a wording is taken. One turn for the whole answer, as a
 *   person keeps one manner of writing throughout.
 */
export function rewordParagraphs(
  { planted, paragraphs }: GoldAnswer,
  { facts }: Gold,
  wording: Wording,
  turn = 0,
): Paragraph[] {
  const told = new Map(
    planted.flatMap(({ criterion, state }) => {
      const fact = facts[criterion.id];
      const isTold = state === "met" || state === "paraphrased";
      const texts: PlantedText[] =
        (wording === "authored" ? fact?.met?.slice(0, 1) : fact?.[wording]) ?? [];
      const words = texts[turn % Math.max(1, texts.length)];
      return isTold && words ? [[criterion.id, words.text] as const] : [];
    }),
  );
  return paragraphs.map((paragraph) => {
    const text = paragraph.criterionId === null ? undefined : told.get(paragraph.criterionId);
    return text === undefined ? paragraph : { ...paragraph, text };
  });
}
