import { hasKnownNumbers, readKnownNumbers } from "../text/known-numbers";
import { stemWord } from "../text/stems";
import { familyOf } from "../text/word-families";
import { isFieldWord } from "./field-words";
import { MAX_FACTS } from "./interviewer";
import type { InterviewBrief, InterviewReply } from "./interviewer";

/** What may be shown of a reply. */
export type CheckedReply = {
  clarificationIds: string[];
  /** Empty where no fact answers the question. */
  answer: string;
  /** The model's words; else the facts' own. */
  isOwnWords: boolean;
};

const MAX_ANSWER_CHARS = 600;
/** Of the words that carry meaning, so many must be the facts', the brief's or the question's. */
const KNOWN_SHARE = 0.5;

/**
 * Holds a reply to the facts it names. A model may choose the facts and retell them; what it adds
 * would be help that other candidates don't get. Its words are shown only where
 * - every number stands in those facts or in the brief, with its unit (not only in the question: to
 *   nod to a candidate's number is to settle it);
 * - every name and every word of the field stands there too, or in the question;
 * - a yes, a no or a denial is the facts' own;
 * - half of the other words that mean something stand there.
 *
 * Where one of these fails, the facts are shown in their own words, which costs the candidate
 * nothing: so the checks are strict.
 *
 * @returns null where the reply is of no use at all: a fact that is not on the list, or too many
 */
export function restrictToFacts(
  brief: InterviewBrief,
  question: string,
  reply: Pick<InterviewReply, "clarificationIds" | "answer">,
): CheckedReply | null {
  const ids = [...new Set(reply.clarificationIds)];
  const used = brief.clarifications.filter(({ id }) => ids.includes(id));
  if (used.length !== ids.length || used.length > MAX_FACTS) return null;
  if (used.length === 0) return { clarificationIds: [], answer: "", isOwnWords: false };
  const facts = used.map((fact) => fact.answer).join(" ");
  const asked = used.map((fact) => fact.question).join(" ");
  const answer = reply.answer.replace(/\s+/g, " ").trim();
  const told = [facts, asked, brief.title, brief.statementMarkdown].join("\n");
  const isHeld =
    answer !== "" &&
    answer.length <= MAX_ANSWER_CHARS &&
    hasKnownNumbers(answer, readKnownNumbers(told)) &&
    hasKnownNames(answer, `${told}\n${question}`) &&
    agrees(answer, facts) &&
    isRetold(answer, `${told}\n${question}`);
  const clarificationIds = used.map(({ id }) => id);
  return { clarificationIds, answer: isHeld ? answer : facts, isOwnWords: isHeld };
}

const WORD = /[\p{L}\p{N}]+(?:[-_./+'’][\p{L}\p{N}]+)*/gu;

export function readWords(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** A word and, of a compound, its parts: "two-tower" may stand there as two words. */
export function keysOf(word: string): string[] {
  const parts = word.split(/[-_./+]/).filter((part) => part !== "");
  return [...new Set([word, ...parts])].flatMap((part) => {
    const stem = stemWord(part.toLowerCase());
    return [stem, familyOf(stem) ?? stem];
  });
}

export function toKeys(text: string): Set<string> {
  return new Set(readWords(text).flatMap(keysOf));
}

/** Names are told by their capitals and digits, words of the field by a list. */
export function hasKnownNames(answer: string, told: string): boolean {
  const known = toKeys(told);
  const starts = new Set(
    Array.from(answer.matchAll(/(?:^|[.!?:]\s+)["“'(]*(?=[\p{L}\p{N}])/gu)).map(
      (match) => match.index + match[0].length,
    ),
  );
  return Array.from(answer.matchAll(WORD)).every((match) => {
    const [word] = match;
    const isName =
      /\p{Lu}/u.test(word.slice(1)) ||
      (/\p{L}/u.test(word) && /[\p{N}_]/u.test(word)) ||
      (/^\p{Lu}/u.test(word) && !starts.has(match.index) && word !== "I");
    const keys = keysOf(word);
    return !(isName || keys.some(isFieldWord)) || keys.some((key) => known.has(key));
  });
}

const DENIAL =
  /\b(?:no|not|never|nobody|none|nothing|neither|nor|without|cannot|hardly)\b|n['’]t\b/i;
const VERDICT = /^\W*(?:(yes)|(?:no|not|nobody|none))\b/i;

function readVerdict(text: string): "yes" | "no" | null {
  const found = VERDICT.exec(text);
  return found && (found[1] === undefined ? "no" : "yes");
}

/** A denial that comes or goes in the retelling turns a fact around. */
function agrees(answer: string, facts: string): boolean {
  const sentences = facts.split(/(?<=[.!?])\s+/);
  const verdict = readVerdict(answer);
  if (verdict !== null && !sentences.some((one) => readVerdict(one) === verdict)) return false;
  const first = sentences[0] ?? "";
  return DENIAL.test(answer) ? DENIAL.test(facts) : !DENIAL.test(first);
}

/** Words that any sentence may hold. */
export const PLAIN = new Set(
  `a about above actually additional after all allowed almost already also although always am among an and another any anyone anything
  are around as assume at available back be because been before being below beside besides between both but by
  came can case cases come comes could current currently did do does done down during each either else enough even every
  everybody everyone everything example far few first for found from further gave get gets give given gives go goes good
  had has have having he her here him his how however i if in instead into is it its itself just keep kept know known
  last later least less let like likely long made main make makes many may me mean means might more most much must my
  need needed needs next now of off often on once one only open or other others our out over own part per perhaps possible
  put quite rather really right said same say says see seen set she should side since so some somebody someone something
  soon still such take takes taken than that the their them themselves then there these they thing things this those
  though through thus to today together too under until up upon us use used uses using very via want was way we well
  were what when where whether which while who whole whom whose why will with within would year yes yet you your
  no not never nobody none nothing neither nor without cannot hardly please question answer brief interview candidate`
    .split(/\s+/)
    .map(stemWord),
);

function isRetold(answer: string, told: string): boolean {
  const known = toKeys(told);
  const words = readWords(answer).filter((word) => {
    const stem = stemWord(word.toLowerCase());
    return /\p{L}{2}/u.test(word) && !PLAIN.has(stem);
  });
  if (words.length === 0) return false;
  const found = words.filter((word) => keysOf(word).some((key) => known.has(key)));
  return found.length / words.length >= KNOWN_SHARE;
}
