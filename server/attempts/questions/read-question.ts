import { stemWord } from "../../text/stems";
import { familyOf } from "../../text/word-families";
import { conceptsOf, takePhrases } from "./concepts";
import type { Concept } from "./concepts";

/** Words that any question may hold. */
const EMPTY_WORDS = new Set(
  `a about above actually all already also although am an and another any anybody anyone anything are around as ask asking
  asked at be because been before being below beside besides between both bit but by came can come comes could curious
  did do does doing done each either else ever every exactly example fine for from further get gets give given go goes
  going got had has have having hear help her here hey hi him his how however i if im in inside instead interested into is it
  its itself just kind know known let lets like likely look made main make makes many may maybe me mean means might more most
  much must my need needed needs no nor not now of off ok okay on once one only or other others our out over own part
  per perhaps please plan possible question questions quite rather really right roughly same say says shall she should
  so some somebody someone something sort such take takes tell than thanks that the their them then there these they
  thing things think this those though through thus to together too under until up upon us use used uses using usually
  very via want wants was since enough end esp especially cannot ca stand sometime sometimes across least set two three five half both next previous still even finally simply silently completely strictly clearly carefully exactly roughly way we well were what when where whether which while who whom whose why will wish with within without
  wonder wondering would yes yet you your idea estimate e.g eg etc ie vs basically basics first everything rest typical typically real
  really exactly number numbers figure figures count total overall reason story follow
  run runs running ran work works working good bad better best worse big bigger large larger largest high higher low lower small
  monthly weekly yearly annual annually
  assistant bot chatbot system design`
    .split(/\s+/)
    .map(stemWord),
);

/** A word of a text that means something. */
export type Unit = { stem: string; concepts: readonly Concept[] };

/** Is it a turn of speech, rather than a word? */
export function isTurn({ stem }: Unit): boolean {
  return stem.startsWith("(");
}

/** The words and turns of speech of a text that mean something, each once. */
export function readUnits(text: string): Unit[] {
  const { concepts, rest } = takePhrases(toPlain(text));
  const turns = concepts.map((concept): Unit => ({ stem: `(${concept})`, concepts: [concept] }));
  return [...turns, ...readWords(rest)];
}

/** The words of a text that mean something, each once. */
export function readWords(text: string): Unit[] {
  const words = toPlain(text).match(/[\p{L}\p{N}]+(?:'[a-z]+)?/gu) ?? [];
  const units = new Map<string, Unit>();
  for (const word of words) {
    const plain = stemWord(word);
    if (/^\d/.test(word) || word.length < 2 || EMPTY_WORDS.has(plain)) continue;
    const stem = familyOf(plain) ?? plain;
    units.set(stem, { stem, concepts: conceptsOf(plain) });
  }
  return [...units.values()];
}

/** In lower case, with a straight apostrophe; a language model is no language. */
function toPlain(text: string): string {
  return text
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/\blanguage models?\b/g, "llm")
    .replace(/n't\b/g, " not");
}

/** What a question asks for: its own words for it. */
export type Wanted = "amount" | "time" | "often" | "who" | "may" | "kind" | "yes";

export function readWanted(text: string): Wanted | null {
  const t = text.toLowerCase();
  if (
    /\bhow (?:fast|quick\w*|soon|long|late)\b|\bwhen\b|\bwhat (?:hour|time|latency|delay)\b/.test(t)
  )
    return "time";
  if (/\bhow often\b|\bhow frequent/.test(t)) return "often";
  if (
    /\bhow (?:many|much|large|big|high|uneven)\b|\bwhat (?:share|fraction|percent\w*|part|number)\b|\bwhich (?:share|part|fraction)\b/.test(
      t,
    )
  )
    return "amount";
  if (/\bwho(?:se|m)?\b/.test(t)) return "who";
  if (/\b(?:may|can|could|allowed)\b(?! (?:you|i) )/.test(t)) return "may";
  if (/\b(?:which|what (?:kind|type)s?)\b/.test(t)) return "kind";
  if (/^\W*(?:and |or |but )?(?:is|are|do|does|did|has|have|was|were)\b/.test(t)) return "yes";
  return null;
}

/** Where one question ends and another begins, or a reason or a guess does. */
const BREAK =
  /[?;!]+|\.(?=\s|$)|:\s|\s[-–—]\s|,\s+(?=(?:and\s+|or\s+|but\s+)?(?:how|what|which|who|whose|when|where|why|is|are|do|does|did|can|could|may|has|have|was|were)\b)|\s(?:and|or|but)\s+(?=(?:how|what|which|who|whose|when|where|why|is|are|do|does|did|can|could|may|has|have|was|were)\b)|,\s*and\s+/i;

/** What a candidate adds to a question is no question: a guess, a reason, a courtesy. */
const ASIDE =
  /\b(?:i(?:'d|’d| would| will|'ll)? (?:guess|assume|say|hold|expect|need|want|use|ask|plan|suppose|bet|just)|my (?:guess|bet|worry)|assum(?:e|ing)|guess|because|since otherwise|so that i|so i|so no|reason i|i'm asking|i'm betting|fine if not|tells me|is (?:this|it|that) (?:reasonable|ok|okay|right|realistic)|if you don't)\b.*$/i;

/** Where what was asked for ends, and how it's to be told or cut begins. */
const QUALIFIERS =
  /\([^)]*\)?|\b(?:per (?!(?:day|sec|second|hour|minute|month|year|week)\b)|by (?!(?:when|what|whom|law)\b)|for each |for example|e\.g\.|such as |like ).*$/g;

/** A question without what qualifies it: "budget per conversation" asks for a budget. */
export function readHead(text: string): string {
  return toPlain(text).replace(QUALIFIERS, " ");
}

/** The questions within a question, without what is said around them; the whole where nothing is left. */
export function splitQuestion(text: string): string[] {
  const parts = text
    .split(BREAK)
    .map((part) => part.replace(ASIDE, "").trim())
    .filter((part) => readUnits(part).length > 0);
  return parts.length > 0 ? parts : [text];
}
