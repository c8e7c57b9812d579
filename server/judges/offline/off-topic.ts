import { SECTION_IDS } from "../../problems/scale";
import { readPieces, type Piece } from "../../text/pieces";
import { splitSentences } from "../../text/sentences";
import type { ReadMaterial } from "./read-sentence";

/** Where the problem starts in the system prompt (server/grading/prompt.ts). */
const PROBLEM_HEADING = "\n# Problem: ";
/** Shorter answers are too short to tell. */
const MIN_NOUNS = 80;
/**
 * An answer speaks of its problem: of its nouns, and of its different nouns, so many at least stand
 * in the statement. Calibration answers and gold facts, even all paraphrased, lie at 0.25 and 0.23 or
 * above; good answers to another problem reach 0.22 and 0.20, where the problems have little in
 * common.
 */
const MIN_SHARE = 0.23;
const MIN_SHARE_OF_DIFFERENT = 0.21;

const wordsBySystem = new Map<string, Set<string>>();
/** Bounds what edits of problems can add up to in a long process. */
const MAX_KNOWN_PROBLEMS = 100;

/** Whether an answer is about something else than the problem of the system prompt. */
export function isOffTopic(material: ReadMaterial, system: string): boolean {
  const problem = readProblemWords(system);
  if (problem.size === 0) return false;
  const nouns = SECTION_IDS.flatMap((section) => material[section])
    .filter(({ discount }) => discount === null)
    .flatMap(({ pieces }) => nounsOf(pieces));
  if (nouns.length < MIN_NOUNS) return false;
  const different = new Set(nouns);
  const own = nouns.filter((noun) => problem.has(noun)).length;
  const ownDifferent = [...different].filter((noun) => problem.has(noun)).length;
  return own / nouns.length < MIN_SHARE && ownDifferent / different.size < MIN_SHARE_OF_DIFFERENT;
}

function readProblemWords(system: string): Set<string> {
  const known = wordsBySystem.get(system);
  if (known) return known;
  if (wordsBySystem.size >= MAX_KNOWN_PROBLEMS) wordsBySystem.clear();
  const at = system.indexOf(PROBLEM_HEADING);
  const text = at === -1 ? "" : system.slice(at + PROBLEM_HEADING.length);
  const words = splitSentences(text).flatMap((sentence) => nounsOf(readPieces(sentence.text)));
  const value = new Set(words);
  wordsBySystem.set(system, value);
  return value;
}

function nounsOf(pieces: Piece[]): string[] {
  return pieces
    .filter(({ pos, word }) => (pos === "NOUN" || pos === "PROPN") && /^[^\d]{3,}$/.test(word))
    .map(({ forms }) => forms[0] ?? "");
}
