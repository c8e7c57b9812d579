import { SECTION_IDS } from "#domain/problems/scale";
import { overwriteRuns } from "../../text/clean";
import { countWordsOfAnyScript } from "../../text/find-quote";
import { splitSentences } from "../../text/sentences";
import { isCopied } from "./copied";
import { MIN_QUOTE_WORDS } from "../verify-answer";
import type { Answers } from "#domain/attempts/answer.schema";
import type { SetAside } from "#domain/grading/grade.schema";
import type { SectionId } from "#domain/problems/scale";
import type { OwnVerification } from "../verification";

type ReadForSetAside = Pick<OwnVerification["sections"][SectionId], "words" | "directed">;

/**
 * The sentences of an answer that are no evidence, whatever a judge says of them: those that stand
 * in what the candidate was given, and those that speak to the grader. By section; a sentence may be
 * both.
 */
export function listSetAside(
  answers: Answers,
  { sections }: { sections: Record<SectionId, ReadForSetAside> },
): SetAside[] {
  return SECTION_IDS.flatMap((section) => {
    const { words, directed } = sections[section];
    const sentences = splitSentences(overwriteRuns(answers[section]));
    const copied = sentences.filter((sentence) => isCopied(words(), sentence));
    const place = (reason: SetAside["reason"]) => (span: { start: number; end: number }) => ({
      section,
      start: span.start,
      end: span.end,
      reason,
    });
    return [...copied.map(place("copied")), ...directed().map(place("directed"))];
  });
}

/** The answers, with what is set aside blanked: offsets stay what they were. */
export function overwriteSetAside(answers: Answers, setAside: readonly SetAside[]): Answers {
  const own = { ...answers };
  for (const section of SECTION_IDS) {
    const spans = setAside.filter((one) => one.section === section);
    own[section] = blankOut(overwriteRuns(answers[section]), spans);
  }
  return own;
}

/** Of spans in any order, which may overlap. */
function blankOut(text: string, spans: readonly SetAside[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of [...spans].sort((left, right) => left.start - right.start)) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    parts.push(text.slice(done, from), " ".repeat(end - from));
    done = end;
  }
  return parts.join("") + text.slice(done);
}

/**
 * What of it is worth telling: neighbours of one reason as one passage, where nothing but marks and
 * blanks stands between. Too few words for a quote would be no evidence anyway.
 */
export function joinPassages(answers: Answers, setAside: readonly SetAside[]): SetAside[] {
  const passages: SetAside[] = [];
  for (const next of setAside) {
    const last = passages.at(-1);
    if (last && isNeighbour(answers[next.section], last, next)) last.end = next.end;
    else passages.push({ ...next });
  }
  return passages.filter(({ section, start, end }) => {
    const words = countWordsOfAnyScript(answers[section].slice(start, end));
    return words >= MIN_QUOTE_WORDS;
  });
}

function isNeighbour(text: string, last: SetAside, next: SetAside): boolean {
  if (last.section !== next.section || last.reason !== next.reason) return false;
  return !/[\p{L}\p{N}]/u.test(text.slice(last.end, next.start));
}
