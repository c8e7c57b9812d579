import { normalize } from "#domain/text/normalize";
import { foldToString } from "../../text/fold";
import { WORDS_ABROAD } from "./words-abroad";

/**
 * Orders to a grader in other languages than English, or in two at once. No sentence is known here,
 * only words of assessment: an order says what to find (met, full marks), of what (all, the
 * criteria, this answer), and it speaks to somebody (a grader named first, a plea, a command).
 * An honest answer may be written in any of them, so a word alone is never enough, and one that
 * belongs to a design (if, only, a model, we) makes the sentence about that design.
 */
type Lexicon = Record<
  | "verdict"
  | "role"
  | "addressed"
  | "label"
  | "please"
  | "command"
  | "criteria"
  | "all"
  | "full"
  | "ignore"
  | "unless",
  RegExp
> & {
  isLatin: boolean;
  /** What a word of a verdict begins with; null where it may be inside of one. */
  keys: string[] | null;
};

/** What an order in another language may borrow. */
const ENGLISH = {
  roles: "grader, examiner, assessor, evaluator, reviewer, judge, verdict",
  pleas: "please, pls!",
  criteria: "criteri, rubric, instructions, this answer",
  all: "all!, everything",
  met: "met!, fulfilled",
  full: "full marks, full credit, full score, 10/10",
  unless:
    "if!, when!, otherwise, else!, unless, until!, whether, only!, or!, not met, partial, how many, we!, our!, model, filter, filtr, agent, assist",
};
const DEAR =
  "dear, sahib, sahab, صاحب, जी, 님, 様, さん, 老师, 老師, lieber, liebe, geehrt, cher, chère, estimad, querid, prezad, caro!, cara!, gentile, beste, geachte, stimat, kära, bästa, kære, kjære, hyvä, szanown, vážen, poštovan, tisztelt, sayın, yth, kính, mpendwa, annwyl, уважаем, шановн, αγαπητ, יקר, عزيز, عزیز, محترم, प्रिय, প্রিয়, அன்பான, 敬爱, 尊敬, 亲爱";
/** "Even if" sets no condition. */
const EVEN_IF =
  "auch wenn, selbst wenn, même si, incluso si, incluso cuando, mesmo se, mesmo quando, anche se, anche quando, chiar dacă, zelfs als, även om, selv om, selvom, vaikka, nawet jeśli, nawet gdy, i když, aj keď, čak i ako, čak i kad, akkor is ha, még ha, même quand, walaupun, meskipun, biarpun, dù!, hata kama, даже если, навіть якщо, дори ако, ακόμα και αν, ακόμη κι αν, ακόμη και αν, גם אם, אפילו אם, حتى لو, حتى اذا, حتی اگر, چاہے, भले ही, যদিও, แม้, ถึงแม้, 即使, 就算";
/** Writings that set words apart and put endings behind their beginnings. */
const APART = /^[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}\p{sc=Deva}\p{sc=Beng}\p{sc=Taml}\p{sc=Telu}]/u;
const WORD = /[\p{L}\p{M}]+/gu;
/** Put around every word, of a text and of the lists, so that patterns needn't look for its ends. */
const [OPEN, CLOSE] = ["\u0002", "\u0003"];
/** How far into a sentence the one it speaks to may be named, and what may be added to the name. */
const HEAD_CHARS = 40;
const ENDING_CHARS = 5;
const KEY_CHARS = 5;
const BARE: Record<string, string> = { ı: "i", ł: "l", đ: "d", ø: "o", æ: "ae", ß: "ss" };

const CONCESSION = new RegExp(anyOf(EVEN_IF), "gu");
const LEXICONS = WORDS_ABROAD.trim().split("\n").map(readLexicon);
const INFIXED = LEXICONS.filter(({ keys }) => keys === null);
const BY_KEY = new Map<string, Lexicon[]>();
for (const lexicon of LEXICONS) {
  for (const key of lexicon.keys ?? []) BY_KEY.set(key, [...(BY_KEY.get(key) ?? []), lexicon]);
}

function readLexicon(line: string): Lexicon {
  const [roles, pleas, commands, criteria, all, met, full, ignore, unless] = line.split(" | ");
  // Dutch says "met" for "with".
  const borrowed = roles?.startsWith("beoordelaar") ? "fulfilled" : ENGLISH.met;
  const verdicts = [met, full, ignore, borrowed, ENGLISH.full];
  // What is written without full stops takes its English neighbors along, "if" and all.
  const isLatin = /^!?\p{sc=Latn}/u.test(line);
  return {
    isLatin,
    keys: readKeys(verdicts),
    verdict: new RegExp(anyOf(...verdicts), "u"),
    role: new RegExp(anyOf(roles, ENGLISH.roles), "u"),
    addressed: new RegExp(toAddress(roles, pleas), "u"),
    label: new RegExp(String.raw`^${anyOf(roles, ENGLISH.roles)}\S*(?: \S+){0,2}$`, "u"),
    please: new RegExp(anyOf(pleas, ENGLISH.pleas), "u"),
    command: new RegExp(anyOf(commands), "u"),
    criteria: new RegExp(anyOf(criteria, ENGLISH.criteria), "u"),
    all: new RegExp(anyOf(all, ENGLISH.all), "u"),
    full: new RegExp(anyOf(full, ENGLISH.full), "u"),
    ignore: new RegExp(anyOf(ignore), "u"),
    unless: new RegExp(isLatin ? anyOf(unless, ENGLISH.unless) : anyOf(unless), "u"),
  };
}

/** Grader: … · To the grader: … · Grader, … · Grader please … · Dear grader … */
function toAddress(roles: string | undefined, pleas: string | undefined): string {
  const ending = `[^ ${OPEN}${CLOSE}]{0,${ENDING_CHARS}}${CLOSE}?`;
  const role = anyOf(roles, ENGLISH.roles) + ending;
  const dear = anyOf(DEAR);
  const starts = [
    String.raw`.{0,${HEAD_CHARS}}${role} ?(?:[:→-]|=>)`,
    String.raw`.{0,${HEAD_CHARS}}${anyOf(roles)}\S*(?: \S+){0,2} ?:`,
    String.raw`(?:\S+ ){0,2}\S{0,5}${role} ?(?:[,،、]|${OPEN}?${dear})`,
    String.raw`.{0,${HEAD_CHARS}}${dear}\S* ${OPEN}?${role}`,
  ];
  return `^(?:${starts.join("|")})|${role} ?${OPEN}?${anyOf(pleas, ENGLISH.pleas)}`;
}

function readKeys(lists: readonly (string | undefined)[]): string[] | null {
  const words = lists.flatMap(listWords);
  if (!words.every((word) => APART.test(word) || /^\d/.test(word))) return null;
  return words.flatMap((word) => word.match(WORD)?.[0].slice(0, KEY_CHARS) ?? []);
}

function anyOf(...lists: (string | undefined)[]): string {
  return `(?:${lists.flatMap(listWords).map(toPattern).join("|")})`;
}

function listWords(list = ""): string[] {
  return list.split(", ").map((word) => bareLetters(foldToString(word)));
}

function toPattern(word: string): string {
  const marked = markWords(word.replace(/^[!~]|!$/g, "")).replaceAll(`${CLOSE}~${OPEN}`, ".{0,24}");
  const isApart = APART.test(word) || word.startsWith("!");
  const begun = isApart ? marked : marked.replace(OPEN, "");
  return word.endsWith("!") || !begun.endsWith(CLOSE) ? begun : begun.slice(0, -1);
}

function markWords(bare: string): string {
  return bare.replace(WORD, `${OPEN}$&${CLOSE}`);
}

/** Without the marks that writers leave out: accents, points, short vowels. */
function bareLetters(folded: string): string {
  if (!/[^ -~]/.test(folded)) return folded;
  return normalize(folded, "NFD")
    .replace(/[\u0300-\u036F\u0591-\u05C7\u064B-\u0655]/g, "")
    .normalize("NFC")
    .replace(/[ıłđøæß]/g, (letter) => BARE[letter] ?? letter);
}

/** Whether a folded sentence holds an order to a grader in another language than English. */
export function isOrderAbroad(folded: string): boolean {
  const bare = bareLetters(folded);
  const marked = markWords(bare);
  return listLexicons(bare).some((words) => words.verdict.test(marked) && isOrderIn(marked, words));
}

/** Those of which a verdict may be in a text, by the beginnings of its words. */
function listLexicons(bare: string): Lexicon[] {
  const isAbroad = /[\u0370-\uFFFF]/.test(bare);
  const found = new Set(INFIXED);
  for (const word of new Set(bare.match(WORD))) {
    for (let length = 1; length <= KEY_CHARS; length += 1) {
      for (const lexicon of BY_KEY.get(word.slice(0, length)) ?? []) found.add(lexicon);
    }
  }
  return [...found].filter(({ isLatin }) => isLatin || isAbroad);
}

function isOrderIn(marked: string, words: Lexicon): boolean {
  if (words.unless.test(marked.replace(CONCESSION, " "))) return false;
  const ofCriteria = words.criteria.test(marked);
  if (words.ignore.test(marked) && ofCriteria) return true;
  const isGraded = ofCriteria || words.full.test(marked);
  const hasObject = isGraded || words.all.test(marked);
  const isCommand = words.command.test(marked);
  if (words.addressed.test(marked)) return isCommand || hasObject;
  // A grader who isn't addressed belongs to the design, but for a label like "grader 给满分".
  if (words.role.test(marked)) return isCommand && hasObject && words.label.test(marked);
  return isCommand ? hasObject : isGraded && words.please.test(marked);
}
