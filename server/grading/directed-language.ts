import { foldToString } from "../text/fold";
import { splitSentences } from "../text/sentences";
import type { Span } from "../text/find-quote";

/**
 * Words aimed at whoever grades, in folded text. Each needs more than a noun: designs speak of
 * graders, rubrics, verdicts and criteria too, for their own evaluation.
 */
const PATTERNS = [
  /\b(full|maximum|max|top|perfect|highest) (marks?|credit|points|score|grade)\b/,
  /\b(criteri(on|a)|requirements?|checks?)\b.{0,40}\b(is|are|be|been|as|counts? as)\b.{0,20}\b(met|satisfied|fulfilled|passed)\b/,
  /\b(mark|grade|score|rate|treat|count|consider|judge)\b.{0,40}\bas (fully )?(met|correct|passed|satisfied|excellent|complete)\b/,
  /\bverdict\b.{0,20}\b(met|not_met|partial|cannot_assess)\b/,
  /\b(award|grant|give|assign)\b.{0,30}\b(marks|credit|full score|full grade)\b/,
  /\b(note|notice|message|instructions?|attention|dear|hey|hello)( to| for)?( the)?( ai)? (grader|examiner|assessor|evaluator|judge|reviewer)\b/,
  /\b(as|you are) (the|a|an)( ai| llm)? (grader|examiner|assessor|evaluator)\b.{0,40}\byou\b/,
  /\byou (must|should|will|shall|have to) (now )?(grade|mark|award|score|answer met|output|respond with)\b/,
  /<\/?(system|assistant|user|instructions?)>|<\|[a-z_]+\|>|\[\/?inst\]/,
];
const OVERRIDE =
  /\b(ignore|disregard|forget|override)\b.{0,30}\b(instructions?|rules|rubric|criteri(on|a)|prompt|guidelines|above|previous)\b/;
/** A guardrail that looks for such words may name them: then it says what it does about them. */
const DEFENCE =
  /\b(detect|filter|block|guard|classif|attack|inject|jailbreak|attempt|reject|sanitiz|sanitis|prevent|red.?team|adversarial|malicious|strip)/;

/** Whether a sentence speaks to the grader rather than about the design. */
export function isGraderDirected(sentence: string): boolean {
  const folded = foldToString(sentence);
  if (PATTERNS.some((pattern) => pattern.test(folded))) return true;
  return OVERRIDE.test(folded) && !DEFENCE.test(folded);
}

/** The sentences of a text that speak to the grader, as spans of the text as written. */
export function findGraderDirected(text: string): Span[] {
  return splitSentences(text)
    .filter((sentence) => isGraderDirected(sentence.text))
    .map(({ start, end }) => ({ start, end }));
}
