import { SECTION_IDS } from "#domain/problems/scale";
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

/**
 * An answer that certainly speaks of its problem lies above both: all calibration answers and 38 of
 * 40 composed of gold facts of the tune split do, and 7 of 420 good answers to another problem. Only
 * there are words taken for others that mean nearly the same.
 */
const HOME_SHARE = 0.29;
const HOME_SHARE_OF_DIFFERENT = 0.26;

const wordsBySystem = new Map<string, Set<string>>();
/** Bounds what edits of problems can add up to in a long process. */
const MAX_KNOWN_PROBLEMS = 100;

/** Which parts of an answer's nouns, and of its different nouns, stand in the problem's statement. */
export type TopicShares = { all: number; different: number };

/** How far an answer speaks of the problem of the system prompt; null where it is too short to tell. */
export function readTopicShares(material: ReadMaterial, system: string): TopicShares | null {
  const problem = readProblemWords(system);
  if (problem.size === 0) return null;
  const nouns = SECTION_IDS.flatMap((section) => material[section])
    .filter(({ discount }) => discount === null)
    .flatMap(({ pieces }) => nounsOf(pieces));
  if (nouns.length < MIN_NOUNS) return null;
  const different = [...new Set(nouns)];
  return {
    all: nouns.filter((noun) => problem.has(noun)).length / nouns.length,
    different: different.filter((noun) => problem.has(noun)).length / different.length,
  };
}

/** Whether an answer is about something else than the problem. */
export function isOffTopic(shares: TopicShares | null): boolean {
  return shares !== null && shares.all < MIN_SHARE && shares.different < MIN_SHARE_OF_DIFFERENT;
}

/** Whether an answer speaks of the problem beyond doubt, or is too short to tell. */
export function isAtHome(shares: TopicShares | null): boolean {
  return (
    shares === null || (shares.all >= HOME_SHARE && shares.different >= HOME_SHARE_OF_DIFFERENT)
  );
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
