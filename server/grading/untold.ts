import { diagramToText } from "#domain/diagram/diagram-to-text";
import {
  findFigures,
  isKnownQuantity,
  readFigureNumbers,
  readKnownNumbers,
} from "../text/known-numbers";
import { FUNCTION_WORDS } from "../text/function-words";
import { splitSentences } from "../text/sentences";
import { stemWord } from "../text/stems";
import { findSums } from "./sums/find-sums";
import { givenBrief } from "./grade-input";
import type { Told } from "#domain/attempts/question.schema";
import type { Diagram } from "#domain/diagram/diagram.schema";
import type { KnownNumbers } from "../text/known-numbers";
import type { Quantity } from "../text/quantities";
import type { GradeInput } from "./grade-input";

/** What a reply may cite; data, so that a thread can hand it over. */
export type Untold = {
  /** Numbers that the candidate was given or told, or said themselves. */
  said: KnownNumbers;
  /** Passages of the case with a figure that is not among them. */
  hidden: { numbers: KnownNumbers; words: Set<string> }[];
};

/** A count below this, or a part in words, is also said of other things: beside a word of the passage it isn't. */
const TELLING_COUNT = 1_000;
/** Words after a figure that may say what it counts; one before it may, too. */
const WORDS_AFTER = 2;

/** @param drawn the drawing as it was read, whose labels are the candidate's words */
export function listUntold(input: GradeInput, drawn: Diagram): Untold {
  const { problem, answers, told = [], shown = [], interview = [] } = input;
  const given = givenBrief(problem);
  const curveball = problem.curveball?.text ?? "";
  const said = readKnownNumbers(
    [
      problem.title,
      given,
      ...Object.values(problem.prompts ?? {}),
      ...told.flatMap(({ question, answer }) => [question, answer]),
      ...shown,
      ...interview.flatMap(({ question, reply }) => [question, reply]),
      ...Object.values(answers),
      diagramToText(drawn),
    ].join("\n\n"),
  );
  const known = new Set(told.map(({ answer }) => answer));
  const isCaseGiven = given === problem.statementMarkdown;
  const closed = [
    ...problem.clarifications.filter(({ answer }) => !known.has(answer)).flatMap(toPassages),
    ...(known.has(curveball) ? [] : toPassages({ question: "", answer: curveball })),
    ...(isCaseGiven ? [] : toPassages({ question: "", answer: problem.statementMarkdown })),
  ];
  const hidden = closed.flatMap(({ text, words }) => {
    if (findFigures(text).every((one) => isKnownQuantity(one, said))) return [];
    return [{ numbers: readFigureNumbers(text), words: new Set(wordsOf(words)) }];
  });
  return { said, hidden };
}

/** Its sentences; the first may be of the question's words: "Which languages? Nine." */
function toPassages({ question, answer }: Told): { text: string; words: string }[] {
  return splitSentences(answer).map(({ text }, index) => ({
    text,
    words: index === 0 ? `${question} ${text}` : text,
  }));
}

/**
 * Whether a sentence cites a figure that is in the case alone: the candidate neither was told it nor
 * said it, and it isn't the result of a sum that the sentence shows with figures they know.
 */
export function citesUntold(sentence: string, untold: Untold): boolean {
  const suspects = findFigures(sentence).filter(
    (figure) => !isKnownQuantity(figure, untold.said) && isHidden(figure, sentence, untold),
  );
  if (suspects.length === 0) return false;
  const computed = findSums(sentence).filter(
    ({ holds, left }) =>
      holds && findFigures(left).every((one) => isKnownQuantity(one, untold.said)),
  );
  return suspects.some(
    ({ start, end }) => !computed.some((sum) => sum.start <= start && end <= sum.end),
  );
}

function isHidden(figure: Quantity, sentence: string, { hidden }: Untold): boolean {
  const near = isTelling(figure) ? null : wordsAround(figure, sentence);
  return hidden.some(
    ({ numbers, words }) =>
      isKnownQuantity(figure, numbers) && (near === null || near.some((word) => words.has(word))),
  );
}

function isTelling({ kind, value, text }: Quantity): boolean {
  return kind === "count" ? value >= TELLING_COUNT : /\d/.test(text);
}

function wordsAround({ start, end }: Quantity, sentence: string): string[] {
  const before = wordsOf(sentence.slice(0, start)).slice(-1);
  return [...before, ...wordsOf(sentence.slice(end)).slice(0, WORDS_AFTER)];
}

const WORD = /\p{L}[\p{L}’'-]*/gu;

function wordsOf(text: string): string[] {
  const words = (text.match(WORD) ?? []).map((word) => word.toLowerCase());
  return words.filter((word) => word.length > 2 && !FUNCTION_WORDS.has(word)).map(stemWord);
}
