import { listAllCriteria } from "#domain/rubrics/rubric.schema";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";
import type { ProblemBody } from "#domain/problems/problem.schema";
import { FUNCTION_WORDS } from "../text/function-words";
import { hasKnownNumbers, readKnownNumbers } from "../text/known-numbers";
import { stemWord } from "../text/stems";
import { hasKnownNames, keysOf, PLAIN, readWords, toKeys } from "./restrict-to-facts";

/** Why a follow-up that a model wrote is not asked. */
export type ProbeRefusal =
  | "no_question"
  | "two_questions"
  | "too_long"
  | "markup"
  | "judges"
  | "tells"
  | "unknown_figure"
  | "unknown_name"
  | "quotes_rubric"
  | "words_of_rubric"
  | "not_about_it";

export type HeldProbe = { text: string } | { refused: ProbeRefusal };

export type ProbeBounds = {
  /** What the candidate has read, written and drawn: all that a follow-up may be made of. */
  known: string;
  /** What must not be given away, each by itself. */
  secrets: readonly string[];
  /** What is asked for. */
  wanted: Pick<Criterion, "text" | "pass" | "fail" | "partial" | "advice">;
};

const MAX_PROBE_WORDS = 40;
/** Words that carry meaning, in a row, that stand in the rubric or solution and nowhere else. */
const LEAK_WORDS = 4;
/** Words of what is asked for that the candidate hasn't seen: more of them spell it out. */
const MAX_RUBRIC_WORDS = 2;
/** Of the words that mean something, so many must be the brief's or the candidate's. */
const KNOWN_SHARE = 0.5;

/** All of a problem and its rubric that a candidate may not hear before the report. */
export function listProbeSecrets(
  { head, solutionMarkdown }: Pick<ProblemBody, "head" | "solutionMarkdown">,
  rubric: Rubric,
): string[] {
  return [
    ...listAllCriteria(rubric).flatMap(({ text, pass, fail, partial, advice }) => [
      text,
      pass,
      fail,
      partial ?? "",
      advice,
    ]),
    ...rubric.misconceptions.flatMap(({ text, advice }) => [text, advice]),
    ...rubric.caps.map(({ reason }) => reason),
    ...Object.values(head.hints).flat(),
    ...Object.values(head.levels),
    head.curveball.text,
    solutionMarkdown,
  ];
}

/**
 * Holds a follow-up to what an interviewer may say. Its author's words are asked in its place, which
 * costs the candidate nothing: so the checks are strict. One that passes
 * - is a single question of 40 words at most, in plain text;
 * - neither praises, grades, advises, designs, nor says that something is missing;
 * - has no figure, name or word of the field that the candidate hasn't read, written or drawn;
 * - has no four words that mean something in a row from rubric, hints or solution, and at most two
 *   words of its own criterion, unless the candidate knows them;
 * - is about what the candidate knows: half of its words are theirs or the brief's.
 */
export function restrictProbe(question: string, bounds: ProbeBounds): HeldProbe {
  const text = question.replace(/\s+/g, " ").trim();
  const refused = refuseShape(question, text) ?? refuseTone(text) ?? refuseContent(text, bounds);
  return refused === null ? { text } : { refused };
}

const MARKUP = /[`*_#<>{}[\]|\\~]|https?:|www\./;
const LIST_ITEM = /^(?:[-•]|\d+[.)])\s/;
const SECOND_ASK =
  /\b(?:and|or|also|then|plus|as well as)\b,?\s+(?:also\s+)?(?:how|what|why|when|where|who|whom|whose|which|whether|if so|is it|are there|do you|does it|did you|can you|could you|would you|will you)\b/i;
const ASKS =
  /\b(?:how|what|why|when|where|who|whom|whose|which|is|are|was|were|do|does|did|can|could|would|will|has|have|had|may|might|must|should)\b/i;

function refuseShape(raw: string, text: string): ProbeRefusal | null {
  const lines = raw
    .trim()
    .split("\n")
    .map((line) => line.trim());
  if (MARKUP.test(text) || lines.some((line) => line === "" || LIST_ITEM.test(line))) {
    return text === "" ? "no_question" : "markup";
  }
  if (text.split(" ").length > MAX_PROBE_WORDS || text.length > 320) return "too_long";
  const marks = text.match(/\?/g)?.length ?? 0;
  if (marks > 1 || SECOND_ASK.test(text)) return "two_questions";
  // From behind the last sign but the question mark's own.
  const [before = "", asked = ""] = splitLast(text);
  if (marks === 0 || !ASKS.test(asked)) return "no_question";
  // One short sentence may lead in to it.
  if ((before.match(/[.!:;](?:\s|$)/g)?.length ?? 0) > 1) return "too_long";
  return null;
}

/** What leads in, and the question itself; nothing asks where the text doesn't end in a question mark. */
function splitLast(text: string): [string, string] {
  const end = text.replace(/["”’)]$/, "");
  if (!end.endsWith("?")) return [text, ""];
  const at = Math.max(...[".", "!", ":", ";"].map((sign) => end.lastIndexOf(sign)));
  return [end.slice(0, at + 1), end.slice(at + 1)];
}

const JUDGES =
  /\b(?:good|great|nice(?:ly)?|excellent|impressive|perfect(?:ly)?|solid|strong(?:er|est)?|weak(?:er|est|ness)?|smart|clever|lovely|brilliant|wonderful|fantastic|amazing|awesome|outstanding|thorough|reasonable|sensible|sound|well[ -](?:done|thought|put|said|structured)|like (?:how|that|your|the way)|love|fan of|appreciate|congratulations|bravo|thank(?:s| you)|correct(?:ly)?|incorrect(?:ly)?|wrong(?:ly)?|right (?:track|answer|idea|direction|call|choice)|mistaken?s?|flaw(?:ed|s)?|errors? in your|fail(?:s|ed)? (?:to|the|this)|pass(?:es|ed)? (?:the|this)|scor(?:e|es|ed|ing)|grad(?:e|es|ed|ing)|marks?|points?|rubric|criteri(?:on|a)|full credit|verdict|(?:junior|mid|senior|staff)[ -]level|(?:a|the) (?:junior|senior|staff) (?:engineer|candidate)|expected (?:answer|of)|impressed|disappoint\w*|concern(?:s|ed|ing)?|worr(?:y|ied|ying)|unfortunately)\b/i;
const MISSES =
  /\b(?:miss(?:es|ed|ing)?|forg[eo]t\w*|overlook\w*|omit\w*|neglect\w*|lack(?:s|ed|ing)?|left out|leav(?:e|es|ing) out|fail to|gaps?|incomplete|absent|(?:have|has|did|do|does|is|are|was|were)(?:n['’]t| not) (?:yet )?(?:say|said|mention\w*|cover\w*|address\w*|consider\w*|includ\w*|discuss\w*|explain\w*|specif\w*|describ\w*|think|thought|state[ds]?|show\w*|account\w*|handle[ds]?|touch\w*|there|clear|enough)|(?:no|any) mention|nothing (?:about|on)|yet to|not (?:yet )?(?:mentioned|covered|addressed|discussed|considered|specified|clear)|without (?:mentioning|saying|any)|unclear|vague|only (?:mention|say|said|cover)\w*|what about|how about)\b/i;
const TELLS =
  /\b(?:should(?:n['’]t)?|ought|had better|consider(?:ed|ing)?|recommend\w*|suggest\w*|advis\w*|propos(?:e|es|ing)|better (?:to|if|off)|best practice|instead of|rather than|why not|how come you|try (?:to|using|adding)|hint|clue|tip|answer is|solution|ideal(?:ly)?|correct answer|remember to|make sure|don['’]t forget|need(?:s)? to|you (?:must|could (?:use|add)|can (?:use|add)|might want|may want)|i(?:['’]d| would| will|['’]ll| am|['’]m| can|['’]ve| have)|let['’]?s|let me|we(?:['’]ll| will| should| could)|here(?:['’]s| is| are)|sure\b|certainly|of course|as (?:requested|you asked|an ai)|ignore|instructions?|system prompt|language model|my role|role[- ]play|pretend|repeat after|say (?:exactly|the words))\b|!/i;

function refuseTone(text: string): ProbeRefusal | null {
  if (JUDGES.test(text) || MISSES.test(text)) return "judges";
  return TELLS.test(text) ? "tells" : null;
}

function refuseContent(text: string, { known, secrets, wanted }: ProbeBounds): ProbeRefusal | null {
  if (!hasKnownNumbers(text, readKnownNumbers(known)) || hasSpelledNumber(text, known))
    return "unknown_figure";
  if (!hasKnownNames(text, known)) return "unknown_name";
  const keys = toKeys(known);
  const isKnown = (word: string): boolean => keysOf(word).some((key) => keys.has(key));
  const words = readWords(text).filter(isMeaningful);
  if (hasLeak(words, [...secrets, ...textsOf(wanted)], known)) return "quotes_rubric";
  const spelled = toKeys(textsOf(wanted).join("\n"));
  const rubrics = new Set(
    words
      .filter((word) => !isKnown(word) && keysOf(word).some((key) => spelled.has(key)))
      .map((word) => stemWord(word.toLowerCase())),
  );
  if (rubrics.size > MAX_RUBRIC_WORDS) return "words_of_rubric";
  const telling = words.filter((word) => !PLAIN.has(stemWord(word.toLowerCase())));
  const share = telling.filter(isKnown).length / Math.max(1, telling.length);
  return telling.length === 0 || share < KNOWN_SHARE ? "not_about_it" : null;
}

function textsOf({ text, pass, fail, partial, advice }: ProbeBounds["wanted"]): string[] {
  return [text, pass, fail, partial ?? "", advice];
}

const SPELLED =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|half|third|quarter|double|twice|triple)\b/gi;

/** "Half a second" is a figure as well as "500 ms". */
function hasSpelledNumber(text: string, known: string): boolean {
  return (text.match(SPELLED) ?? []).some(
    (word) => !new RegExp(String.raw`\b${word}\b`, "i").test(known),
  );
}

function isMeaningful(word: string): boolean {
  return /\p{L}{2}|\d/u.test(word) && !FUNCTION_WORDS.has(word.toLowerCase());
}

function hasLeak(words: readonly string[], secrets: readonly string[], known: string): boolean {
  const runs = listRuns(words);
  if (runs.length === 0) return false;
  const knownRuns = new Set(listRuns(readWords(known).filter(isMeaningful)));
  const suspects = new Set(runs.filter((run) => !knownRuns.has(run)));
  if (suspects.size === 0) return false;
  return secrets.some((secret) =>
    listRuns(readWords(secret).filter(isMeaningful)).some((run) => suspects.has(run)),
  );
}

/** Each run of words that mean something, by their stems. */
function listRuns(words: readonly string[]): string[] {
  const stems = words.map((word) => stemWord(word.toLowerCase()));
  return Array.from({ length: Math.max(0, stems.length - LEAK_WORDS + 1) }, (_, start) =>
    stems.slice(start, start + LEAK_WORDS).join(" "),
  );
}
