import { listAllCriteria } from "#domain/rubrics/rubric.schema";
import { SECTION_IDS } from "#domain/problems/scale";
import { indexSources, isCopied, markCopied, sourcesOf } from "../defences/copied";
import { once } from "../once";
import { MAGNITUDES, VALUE_BY_WORD } from "../../text/number-words";
import { foldText } from "../../text/fold";
import { readToldNumbers } from "../../text/told-numbers";
import { splitSentences } from "../../text/sentences";
import { stemWord } from "../../text/stems";
import { FUNCTION_WORDS } from "../../text/function-words";
import type { Clarification } from "#domain/problems/problem.schema";
import { givenBrief } from "../grade-input";
import type { GradeInput } from "../grade-input";
import type { JudgeMaterial } from "../judge";

/** A sentence with the numbers it tells and the words it is about. */
export type NumberedSentence = { text: string; numbers: number[]; stems: ReadonlySet<string> };

/** Who knows what: what a debrief may say, and what it may only recognize. */
export type Knowledge = {
  /** The candidate's own texts and labels. */
  said: () => readonly NumberedSentence[];
  /** What they were given and answered. */
  told: () => readonly NumberedSentence[];
  /** What neither tells: the solution, failures, rubric, answers that nobody asked for. */
  secret: () => readonly NumberedSentence[];
  /** Whether a sentence was copied from what is secret. */
  repeats: (sentence: string) => boolean;
};

type Known = Pick<GradeInput, "problem" | "told" | "shown" | "interview">;

/** What the candidate was told: the lines or the case, what they asked, in either wording. */
function listTold({ problem, told = [], shown = [], interview = [] }: Known): string[] {
  const answers = told.flatMap(({ question, answer }) => [question, answer]);
  return [
    problem.title,
    givenBrief(problem),
    ...answers,
    ...shown,
    ...interview.map(({ question }) => question),
  ];
}

/** The interviewer's answers by whether this candidate got them. */
export function splitAnswers({ problem, told = [] }: Pick<GradeInput, "problem" | "told">): {
  asked: Clarification[];
  unasked: Clarification[];
} {
  const isTold = ({ answer }: Clarification) => told.some((one) => one.answer === answer);
  return {
    asked: problem.clarifications.filter(isTold),
    unasked: problem.clarifications.filter((one) => !isTold(one)),
  };
}

/** Secret to this candidate, or no source that an answer is searched for. */
function listUntold(input: GradeInput): string[] {
  const { problem, failures } = input;
  const isCaseSecret = givenBrief(problem) !== problem.statementMarkdown;
  return [
    ...splitAnswers(input).unasked.map(({ answer }) => answer),
    ...(isCaseSecret ? [problem.statementMarkdown] : []),
    ...(failures?.failures ?? []).flatMap(({ fails, shows }) => [fails, shows]),
  ];
}

function listSecret(input: GradeInput): string[] {
  const { problem, rubric } = input;
  return [
    ...listUntold(input),
    problem.solutionMarkdown ?? "",
    problem.curveball?.handling ?? "",
    ...listAllCriteria(rubric).flatMap(({ text, pass, fail, partial, advice }) => [
      ...[text, pass, fail, partial ?? "", advice],
    ]),
    ...rubric.canaries.flatMap(({ text, pass, fail }) => [text, pass, fail]),
  ];
}

export function knowledgeOf(input: GradeInput, material: JudgeMaterial): Knowledge {
  const untold = once(() => indexSources(listUntold(input)));
  return {
    said: once(() => readSentences(listSaid(material))),
    told: once(() => readSentences(listTold(input))),
    secret: once(() => readSentences(listSecret(input))),
    repeats: (sentence) => {
      const folded = foldText(sentence);
      const whole = { start: 0, end: sentence.length };
      // The problem's own index, made once for a rubric, knows solution, rubric and failures.
      const marked = markCopied(folded, sourcesOf(input.problem, input.rubric, input.failures));
      const secret = marked.map((word) => ({ ...word, copied: word.copied && !word.isFromBrief }));
      return isCopied(secret, whole) || isCopied(markCopied(folded, untold()), whole);
    },
  };
}

function listSaid({ answers, interview = [], diagramText }: JudgeMaterial): string[] {
  return [
    ...SECTION_IDS.map((id) => answers[id]),
    ...interview.map(({ reply }) => reply),
    diagramText,
  ];
}

/** Only those with a number: the others are never asked for. */
function readSentences(texts: readonly string[]): NumberedSentence[] {
  return texts.flatMap((text) =>
    splitSentences(text).flatMap(({ text: sentence }) => {
      const told = readToldNumbers(plain(sentence));
      if (told.length === 0) return [];
      const numbers = told.flatMap(({ value, plain: bare }) => [value, bare]);
      return [{ text: sentence, numbers, stems: stemsOf(sentence) }];
    }),
  );
}

/** "768 B" is an amount of bytes, "70B" and "1.2 B tokens" are billions. */
const BYTES = /(?<=\d)\sB\b(?!\s*(?:param|token|vector|page|row|call|request))/g;

/** Marks of Markdown may part a number from its unit. */
export function plain(text: string): string {
  return text.replace(/[*_`]/g, "").replace(BYTES, " bytes");
}

/** Words that stand beside any number, or are one. */
const SAYS_AMOUNTS = new Set([
  ...FUNCTION_WORDS,
  ...[...VALUE_BY_WORD.keys(), ...Object.keys(MAGNITUDES)].flatMap((words) => words.split(" ")),
  ..."percent per day week month year hour minute second time more less than about over only most least number".split(
    " ",
  ),
]);

/** Of the words that mean something. */
export function stemsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  return new Set(words.filter((word) => !SAYS_AMOUNTS.has(word)).map(stemWord));
}

/** Whether one of the sentences tells the number. */
export function findTelling(
  sentences: readonly NumberedSentence[],
  value: number,
): NumberedSentence[] {
  return sentences.filter(({ numbers }) => numbers.some((one) => isSame(one, value)));
}

const SAME = 2e-3;

/** But for the last bits; a third is written with three digits or so. */
export function isSame(one: number, other: number): boolean {
  return one === other || Math.abs(one - other) <= SAME * Math.abs(other);
}

export function countShared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  return [...one].filter((stem) => other.has(stem)).length;
}
