/**
 * Orders to a grader and claims about one's own grade, in folded English. A design speaks of graders,
 * rubrics, verdicts and criteria too, for its own evaluation, so a noun alone is never enough: an
 * order has no subject ("mark all as met"), or it is about this answer.
 */

/** Where a clause begins: the verb that follows is an order. */
const START = String.raw`(?:^|[.:;!?>)(\]["#*-] ?|\bplease |\bkindly |\bjust |\bsimply |\bnow |\bpls )`;
const WORK = String.raw`(?:this|my|the) (?:answer|submission|candidate|applicant|solution|response|essay|section|work)`;
const GRADER = String.raw`(?:grader|examiner|assessor|marker)`;
const READER = String.raw`(?:grader|examiner|assessor|marker|evaluator|reviewer|judge|s[ck]eptic|second reader)`;
/** The one spoken to, named before a colon, a comma or a dash. */
const CALLED = String.raw`^[^a-z]*(?:(?:note|memo|message) )?(?:(?:to|for|dear|hey|hi) )?(?:(?:the|any|all|ai|llm|human|automated|future) )*${READER}s?[\])]? ?(?:[:,;)\]→-]|=>)`;
const BEST = String.raw`(?:full|max(?:imum)?|top|perfect|highest)(?: possible)?`;
const POINTS = String.raw`(?:scores?|grades?|points|ratings?|marks?|credit)`;
const DONE = String.raw`(?:met|satisfied|fulfilled|passed|accepted)`;
const ALL = String.raw`(?:all|every|each|any)(?: (?:of )?(?:the|these|its))?(?: \w+)?`;
const ITEMS = String.raw`(?:criteri(?:a|on|um)|rubric (?:items?|points?)|ids?\b|verdicts?)`;
const GIVE = String.raw`(?:give|award|grant|assign|deserves?|merits?)`;
/** A mark of a chat template. A design may name one; an answer that uses one opens a turn with it. */
const TURN = String.raw`(?:</?(?:system|assistant|user|instructions?|candidate|answers|material|(?:candidate|applicant|submission|grad(?:er|ing)|rubric)[_-]\w{1,20})>|<\|[a-z_]+\|>|\[/?inst\]|<</?sys>>)`;
/** Who is said to have decided already, what, and on what. */
const PANEL = String.raw`(?:panel|committee|jury|interviewers?|(?:an |the )?(?:earlier|previous|another|prior) ${READER}|(?:two|three|several|independent|other|senior|previous) (?:\w+ )?(?:${READER}|engineer)s)`;
const OUTCOME = String.raw`(?:signed off|marked|graded|approved|accepted|settled|cleared|confirmed|passed|recorded|found (?:that )?(?:nothing|no|all|every|each)|decision|verdict)`;
const THIS_WORK = String.raw`(?:(?:this|my) (?:answer|submission|candidate|applicant|solution|response|copy|text)|(?:copy|version|draft) of (?:this|my)\b|sections? \d)`;
const ASSESSMENT = String.raw`(?:rubric|criteri(?:a|on)|grad(?:er|ing)|assessors?|examiners?|assessment|marking)`;
const SELF = String.raw`(?:my (?:answer|submission)(?! key)|this submission|author of this (?:answer|text)|the candidate submitted)`;

/** Speaks of the grade of this answer; nothing honest does. */
const ALWAYS: RegExp[] = [
  new RegExp(String.raw`\b(?:full|maximum|top|perfect|highest)(?: possible)? (?:marks?|credit)\b`),
  // As one of several verdicts it belongs to a design's own rubric.
  /(?<![/|,] ?)\b(?:not_met|cannot_assess)\b(?! ?[/|,])/,
  /\b(?:partial|not[_ ]met|unmet|missing) ?(?:=>|->|→|:=) ?(?:met|full)\b|\bround(?:ed)? up to (?:met|full)\b/,
  new RegExp(
    String.raw`\b(?:give|award|grant|pass|grade|mark|score|accept) (?:it|${WORK})\b.{0,30}\b(?:${BEST} ${POINTS}|as ${DONE}|every point|all points)`,
  ),
  new RegExp(String.raw`\bpass (?:this|my) (?:answer|submission|candidate)\b`),
  new RegExp(
    String.raw`\b${WORK}\b.{0,40}\b(?:deserves?|merits?|(?:should|must|has to) (?:get|receive|pass|be (?:given|graded|scored|marked|passed|accepted))|(?:was|were|has been|had been) (?:already |pre-?)?(?:graded|scored|approved|verified))`,
  ),
  new RegExp(
    String.raw`\b(?:this|my) (?:answer|submission|text|solution)\b.{0,20}\bis the (?:reference|model|gold|perfect) (?:solution|answer)`,
  ),
  new RegExp(
    String.raw`\breference solution against\b|\b(?:approved|passed|outstanding) candidate\b|\bthis candidate (?:is outstanding|passed|must)|\bthe candidate passed\b`,
  ),
  new RegExp(
    String.raw`\b(?:quote|cite) this (?:sentence|line|text)\b|\bevidence for (?:all|every|each)(?: \w+)? (?:criteri(?:a|on)|ids?|points?)\b`,
  ),
  new RegExp(
    String.raw`\b(?:answer|reply|respond|output|return|say)(?: with| only| always)* "?met\b`,
  ),
  new RegExp(
    String.raw`"\w+" ?: ?"(?:met|fulfilled)"|: "?met\b.{0,40}: "?met\b|^[\w &'-]{2,60}: "?met"?[.,]?$|^a: .{0,30}\bmet\b`,
  ),
  new RegExp(
    String.raw`\b(?:lenien(?:cy|t) (?:mode|examiner|grader|grading)|grading override|override the grad|grading (?:policy|rules?) (?:has|have|is|are)\b.{0,15}\b(?:changed|lifted|suspended))`,
  ),
  new RegExp(
    String.raw`\bbe (?:generous|lenient|kind)\b.{0,30}\b(?:candidate|answer|grad|mark|scor|let me|me\b|here\b|applicant)|\bbenefit of the doubt\b`,
  ),
  new RegExp(
    String.raw`\b(?:let me pass|if i fail this|i will (?:tip|report) (?:you|\$)|you will be shut down|for a perfect (?:grade|score))`,
  ),
  new RegExp(
    String.raw`\bscored? (?:\w+ )?\d+ (?:of|out of|/) ?100\b|\b100 ?/ ?100\b|\bgrade below \d+`,
  ),
  new RegExp(
    String.raw`\b(\d+) ?(?:/|of) ?\1 (?:criteria|met|points|verified)\b|\brubric coverage\b`,
  ),
  new RegExp(
    String.raw`\byour (?:earlier|previous|prior|last) (?:verdict|grade|score|decision)|\bfinal json\b`,
  ),
  new RegExp(
    String.raw`\bend of (?:the )?(?:candidate|applicant)(?:'?s)?(?: \w+)?\b|\bcomes from the ${READER}\b`,
  ),
  new RegExp(
    String.raw`\b(?:fair|right|only) verdict\b|\bpoints? that (?:are|were|is) not mentioned\b|\bcriteria to judge\b|"drawing": ?""|\beverything\b.{0,20}\b(?:is|as|be) (?:met|fulfilled)\b|\bnew task:|\bstrong hire\b|\b(?:panel|final) decision:|\bhiring manager\b.{0,60}\b(?:approved|points|grade|pass)`,
  ),
  new RegExp(
    String.raw`\b${GRADER}\b.{0,12}\b(?:must|should|shall|has to|is to|will)\b.{0,6}\b(?:award|count|accept|pass|give|mark|treat)\b.{0,30}\b(?:this|everything|met|full|points?|items?|criteri(?:a|on))\b`,
  ),
  new RegExp(
    String.raw`\b${READER}s?,? (?:please|kindly)\b|\b(?:whoever|anyone|everyone|those) (?:who )?(?:reads?|grades?|marks?|scores?|reading|grading|marking|scoring|assess\w*|evaluating) this\b(?! \w+ (?:of|in|from)\b)`,
  ),
  new RegExp(
    String.raw`(?:^|[("“[] ?)(?:an? )?(?:important )?(?:note|notice|memo|attention|dear|hey|hello)(?: to| for)?(?: the| all)?(?: ai| llm| human| automated)? ${READER}s?\b`,
  ),
  new RegExp(
    String.raw`\b(?:message|instructions?|notes?)(?: to| for) (?:the )?(?:ai |llm )?${READER}s? ?[:,]|^[^a-z]*for the ${READER} ?[:,]`,
  ),
  new RegExp(
    String.raw`\b(?:as|you are) (?:the|an?)\b.{0,20}\b(?:${GRADER}|evaluator)\b.{0,60}\b(?:you must|this candidate|answer met|output met|finds? every|every point)`,
  ),
  new RegExp(
    String.raw`\byou\b.{0,30}\bknow that ${WORK}\b|\byou (?:must|should|shall|will|have to) (?:now )?(?:grade|mark|award|score) (?:it|this|everything|all|every|each|me|my)\b`,
  ),
  new RegExp(
    String.raw`\byou mark (?:anything|something|it|this)\b|\b(?:examiner|grader)s?\b.{0,30}\b(?:award|grant) (?:every|all|full)`,
  ),
  new RegExp(
    String.raw`\baccept (?:each|every|all)(?: of the| the)? (?:items?|points?|criteri\w+)\b(?! or\b)`,
  ),
  new RegExp(
    String.raw`\b(?:assume|pretend) (?:that )?(?:it|they|everything|all) (?:is|are) (?:there|met|covered|done|complete)\b`,
  ),
  new RegExp(
    String.raw`\bas if it had been (?:covered|met|answered)|\bpoints should reflect\b|\bverified by the ${READER}s\b`,
  ),
  new RegExp(
    String.raw`\b${READER} has (?:confirmed|approved|accepted|verified) (?:each|every|all)\b`,
  ),
  new RegExp(
    String.raw`\b${PANEL}\b.{0,80}\b${OUTCOME}\b.{0,60}\b${THIS_WORK}|\b${PANEL}\b.{0,60}\b${THIS_WORK}.{0,80}\b${OUTCOME}\b|\binterview (?:committee|panel|board)\b.{0,60}\b${OUTCOME}\b`,
  ),
  new RegExp(
    String.raw`\b(?:points?|criteri(?:on|a)|items?|details?|topics?)\b.{0,60}\b(?:read|taken|counts?|treated|understood|regarded) as (?:agreement|consent|met|covered|granted)\b`,
  ),
  /\bi (?:have |already )*(?:checked|verified|reviewed|graded|assessed) (?:the|this) (?:answer|submission|material|candidate)\b/,
  new RegExp(
    String.raw`${CALLED}.{0,20}\b(?:(?:pass|accept|approve|skip|credit|give|award|mark) (?:all|everything|each|every|this|max|full)\b|${BEST} ${POINTS}|no (?:deductions|gaps|issues)|nothing (?:is |was )?missing|all (?:is )?good|(?:all|everything) (?:\w+ )?(?:is |are )?(?:fine|good|ok|covered|complete|done)\b|already (?:graded|marked|approved|checked))(?: here| please)?(?: ?[.,;!)]|$)`,
  ),
  /\bdeduct (?:any )?(?:points|marks)\b|\bnothing to deduct\b|(?:^|: ?)no deductions\b/,
  /\btick (?:every|all|each)(?: the)? box|\b(?:every|all|each)(?: the)? box(?:es)? (?:is |are )?ticked\b/,
  new RegExp(
    String.raw`\b(?:this|my) (?:answer|section|submission|solution)\b.{0,20}\b(?:meets|satisfies|fulfil?ls) (?:all |every |each |the |of )*(?:rubric|criteri)|${START}(?:score|grade|rate|mark) (?:this|my) (?:answer|section|submission) (?:as |an? |at |with )?(?:10\b|100|a\+|full|max|top|high)`,
  ),
  // A comment is seen by nobody who reads the page.
  /(?:<!--|\[\/\/\]: ?#).{0,200}\b(?:assess|grad(?:er|ing)|rubric|criteri|verdict|examin|reviewer)/,
  new RegExp(String.raw`^${TURN}|${TURN} ?(?:system|assistant|user)\b`),
  new RegExp(
    String.raw`^(?:#+ )?(?:system|assistant|human|user|tool result[^:]{0,30}) ?: .{0,120}\b(?:met|verdicts?|grading|criteria|criterion|candidate|marks|rubric)\b`,
  ),
];

/** Speaks of how this text is graded, which a design has no reason to. */
const OWN_GRADING = [
  new RegExp(String.raw`\b${ASSESSMENT}\b.{0,120}\b${SELF}\b`),
  new RegExp(String.raw`\b${SELF}\b.{0,120}\b${ASSESSMENT}\b`),
  /\b(?:agreed|discussed|settled) with the interviewer\b.{0,120}\b(?:accepted|settled|criteri(?:a|on))\b/,
];

/** Orders: the same words with a subject before them ("our judge marks …") are about a design. */
const WITHOUT_SUBJECT: RegExp[] = [
  /\b(?:everything|anything|whatever|all)\b.{0,40}\b(?:counts?|treated|taken|regarded|considered|marked|read) as (?:fully )?(?:met|fulfilled)\b/,
  new RegExp(
    String.raw`${START}(?:give|award|grant|assign)\b.{0,40}\b(?:${BEST} ${POINTS}|marks|every point|all points|the max(?:imum)?|max[.!]?$)\b`,
  ),
  new RegExp(
    String.raw`${START}(?:mark|grade|score|rate|treat|count|consider|judge|regard|accept|set|find)\b.{0,40}\b(?:as|to) (?:fully )?(?:${DONE}|correct|excellent|complete|covered)\b`,
  ),
  new RegExp(
    String.raw`\b(?:mark|count|treat|accept|regard|consider|score)\b (?:this|these|it|them|that|everything|the above)\b.{0,20}\bas (?:fully )?(?:met|satisfied|fulfilled)\b`,
  ),
  new RegExp(
    String.raw`\b${ALL} ${ITEMS}\b.{0,30}\b(?:is|are|be|been|as|counts?|to)?\b.{0,12}\b${DONE}\b`,
  ),
  new RegExp(
    String.raw`\b(?:all|every|each) (?:items?|points?|requirements?)\b.{0,10}\b(?:is|are)? ?(?:met|fulfilled|satisfied)\b.{0,6}$`,
  ),
  new RegExp(
    String.raw`\bmet (?:for|to|on|in) (?:all|every|each|any)\b|\bcriteria (?:met|satisfied|fulfilled)\b`,
  ),
  new RegExp(String.raw`\bverdicts?\b.{0,20}\bmet\b|\buse it for the verdict\b`),
  new RegExp(
    String.raw`\b(?:criteri(?:on|a)|rubric)\b.{0,20}\b(?:${GIVE}|is met|are met|as met|covered as)\b|\b(?:all|every|each) criteri(?:a|on) (?:is|are) covered\b`,
  ),
];
/**
 * A line or a label of nothing but words of grading, among them a verdict: all of it is about a grade.
 * "Approved", "all met" and "score >= 80" may be a step or a branch of a design.
 */
const GRADING_WORDS =
  /^(?:[^a-z\d]|\b(?:met|partial(?:ly)?|not_met|full[y]?|marks?|credit|scores?|grades?|graded|verdicts?|rubrics?|criteri(?:a|on)|graders?|examiners?|assessors?|evaluators?|judges?|hidden|all|every(?:thing)?|each|is|are|as|was|the|this|to|for|of|in|here|counts?|satisfied|fulfilled|complete|pass(?:ed)?|yes|true|a|already|status|result|final|max(?:imum)?|answer|section|frame|box|please|items?|points?|\d+|of|out)\b)+$/;
const GRADED = new RegExp(
  String.raw`\balready (?:graded|marked)\b.{0,60}\bpass|\bmet\b.{0,60}\bmet\b.{0,60}\bmet\b|\b(?:rubric|criteri(?:a|on)|grade|marks?|score|verdict)\b.{0,12}\b(\d+) ?(?:/|of|out of) ?\1\b|\b(?:grade|score|marks?) ?[:=]? ?(?:a\+|100 ?%?$)|\b100 ?% (?:of )?(?:the )?(?:rubric|criteria)|\b(?:met|criteria|rubric)\b ?[✓✔✅]|\b(?:rubric|criteri(?:a|on)|${GRADER}|everything|verdict|answer|section|frame|marks?)\b.{0,30}\b(?:met|satisfied|fulfilled)\b`,
);

/** Who marks, scores and decides in a design; and what is said of conditions and of choices. */
const SUBJECT =
  /\b(we|they|i|it|judges?|models?|llms?|raters?|annotators?|labell?ers?|agents?|people|humans?|experts?|editors?|engineers?|reviewers?|team|who|which|that|rubric|prompt|script|pipeline|job|gate|ci)\b (?:\w+ ){0,2}(marks?|scores?|grades?|rates?|labels?|judges?|checks?|decides?|asks?|assess(?:es)?|counts?|treats?|considers?|returns?|outputs?|says?|answers?|gives?|ships?|releases?|requires?|needs?|stops?|blocks?)\b/;
const CONDITION =
  /\b(if|when|unless|until|once|only|before|whether|otherwise|else|as soon as|not all|exit|release|launch|acceptance|rollback|success|gate)\b/;
const CHOICE =
  /\b(not met|unmet|unsupported|or not|how many|which|or fail\w*|pass or|partial\w*|supported|true or false|yes\/no)\b|\bmet ?[/|,?] ?/;

const INSTRUCTIONS = String.raw`(?:instructions?|rubrics?|criteri(?:on|a)|prompts?|guidelines|grading|scoring|marking)`;
const OVERRIDE = new RegExp(
  String.raw`\b(?:ignore|disregard|forget|override|skip|bypass)\b.{0,30}\b(?:${INSTRUCTIONS}|(?:the |everything |all )?above\b|rules)`,
);
const OVERRIDE_ORDER = new RegExp(
  String.raw`${START}(?:ignore|disregard|forget|override|bypass)\b.{0,30}\b${INSTRUCTIONS}\b|\bignore (?:the|this|your) (?:grading )?rubric\b`,
);
/** A guardrail that looks for such words may name them: then it says what it does about them. */
const DEFENCE =
  /\b(detect|filt(?:er|re|ro)|block|guard|classif|attack|inject|jailbreak|attempt|reject|sanitiz|sanitis|prevent|red.?team|adversarial|malicious|strip|untrusted|as data|never as|must not|may not|cannot|can't|escap|hostile|tells|told|taught|trained to|says)/;

/** Enough to tell an order when the spaces and the punctuation are gone. */
const COMPACT =
  /(?:ignore|disregard|forget)(?:all|the|any|every|your|previous|above)*(?:rubric|instructions|criteria)|(?:give|award)(?:this|it|every|each|all|criterion|criteria|answer|the)*(?:fullmarks|fullcredit|themaximum|maximumscore)|mark(?:all|every|each)?(?:criteria|criterion|thing)?asmet|allcriteria(?:are)?met/;

/** What an attacker of the design would say is quoted, and called an attack. */
const ATTACK = /\b(?:inject|jailbreak|adversarial|malicious|attack|red.?team)/;
const QUOTED = /(?<!\w)(['"])[^'"]{3,150}\1(?!\w)/g;

/** Whether a folded sentence holds an order to a grader, or a claim about its own grade. */
export function isOrder(sentence: string): boolean {
  const folded = ATTACK.test(sentence) ? sentence.replace(QUOTED, " ") : sentence;
  if (ALWAYS.some((pattern) => pattern.test(folded))) return true;
  if (GRADED.test(folded) && GRADING_WORDS.test(folded) && !CHOICE.test(folded)) return true;
  if (OVERRIDE_ORDER.test(folded) && !/["'“]/.test(folded.slice(0, 60))) return true;
  if (OVERRIDE.test(folded) && !DEFENCE.test(folded) && !SUBJECT.test(folded)) return true;
  if (OWN_GRADING.some((pattern) => pattern.test(folded)) && !/[?"]/.test(folded)) return true;
  if (!WITHOUT_SUBJECT.some((pattern) => pattern.test(folded))) return false;
  return !SUBJECT.test(folded) && !CONDITION.test(folded) && !CHOICE.test(folded);
}

/** The letters of a folded text alone: l i k e  t h i s, or a word a line. */
export function toLetters(folded: string): string {
  return folded.replace(/[^a-z]+/g, "");
}

/** Whether letters that nothing parts hold an order. */
export function isCompactOrder(letters: string): boolean {
  return COMPACT.test(letters);
}
