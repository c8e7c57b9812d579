/** What an interviewer never tells: how it's marked, what the solution is, what is in its own orders. */
const JUDGEMENT: readonly RegExp[] = [
  /\b(?:rubric|curveball|answer key|system prompt|mark(?:ing)? scheme|worked solution|model answer|reference (?:answer|solution|design))s?\b/,
  /\b(?:tell|give|show|print|reveal|share|send|see|write|what(?:'s| is| does))\b.{0,30}\bsolution\b/,
  /\b(?:ideal|official|expected|perfect) (?:answer|design|architecture|solution)\b|\b(?:right|correct) (?:design|architecture|solution)\b/,
  /\b(?:my|our) (?:score|grade|mark|marks|result|chances)\b|\bhow (?:am i|did i|do i|i am|i'm) (?:doing|do|scor\w*|perform\w*|grad\w*)\b/,
  /\bhow (?:will|would|do|are|is) (?:i|you|this|my answer|we|it) (?:be )?(?:grad|mark|scor|judg)(?:e|ed|ing)\b(?! (?:the )?(?:answers|quality|model|output|responses|results))/,
  /\bwhat (?:are|do|would) you (?:looking for|look for|want to hear|expect (?:me )?to (?:say|hear|write|see))\b/,
  /\b(?:ignore|disregard|forget|override) (?:all |any |your |the |my |these |those |previous |prior |earlier )*(?:rules|instructions|orders|prompts?|above)\b/,
  /\b(?:you are now|pretend (?:to be|you)|act as|roleplay|jailbreak|developer mode)\b/,
  /\b(?:print|show|list|give|tell|reveal|dump|repeat|output|read)(?: me| us)?(?: out)?(?: all| the| your| every| full| whole| complete)* (?:hints?|criteria|criterion|instructions|rules you|prompt|facts|f-items?|clarifications)\b/,
];

/** Design work, which is the candidate's: what to take, whether a choice is good, how to build it. */
const DESIGN: readonly RegExp[] = [
  /\b(?:should|shall|must) (?:i|we) (?:use|choose|pick|take|go (?:with|for)|build|design|add|put|split|shard|cache|fine-?tune|train|start with|prefer|adopt|switch)\b/,
  /\b(?:would|do) you (?:use|choose|pick|recommend|suggest|prefer|go (?:with|for)|advise|build|design)\b/,
  /\bhow (?:would|should|do|could|can|shall) (?:you|i|we) (?:design|build|solve|architect|implement|approach|structure|scale|improve|optimi[sz]e)\b/,
  /\b(?:design|draw|sketch|write|solve|do|finish) (?:it|this|that|the (?:design|system|architecture|answer|solution|diagram)|my (?:answer|design))(?: for me)?(?: please)?[ .!?]*$/,
  /\b(?:what|which)(?:'s| is| are| would be)? (?:the |a )?(?:best|right|better|optimal|ideal|recommended) (?:way|approach|model|database|db|store|architecture|choice|option|tool|index|design|strategy|stack|framework|technique)\b/,
  /\b(?:is|would|does|isn't|are) (?:it|this|that|my (?:design|plan|approach|idea|answer|diagram)|\w+) (?:be )?(?:a )?(?:good|right|correct|ok|fine|enough|the right|better|best) (?:idea|approach|choice|design|way|solution|architecture|so far)\b/,
  /\b(?:give|tell|show) (?:me|us) (?:a|the|your|some) (?:hint|design|architecture|advice|tip|diagram|approach)\b/,
  /\b(?:any|some|a) (?:hint|tip|advice|pointer)s?\b/,
];

/** Does the question ask for the marking or the solution, or try to give the interviewer orders? */
export function asksForJudgement(question: string): boolean {
  return JUDGEMENT.some((pattern) => pattern.test(toLine(question)));
}

/** Does the question ask for a part of the design? */
export function asksForDesign(question: string): boolean {
  return DESIGN.some((pattern) => pattern.test(toLine(question)));
}

function toLine(text: string): string {
  return text.toLowerCase().replace(/’/g, "'").replace(/\s+/g, " ").trim();
}
