/**
 * How a sentence speaks, whatever it is about: of the field in general, of what needs no care, or
 * of what is done.
 */
export type StatementSigns = {
  words: number;
  /** "Important", "a key challenge", "popular": talk of the field. */
  talk: number;
  /** "Hardly ever", "doesn't matter", "sorts itself out": brushes a thing aside. */
  brushOff: number;
  /** Signs that relate terms in notes. */
  relates: boolean;
  /** Written as notes are: without an article, a pronoun or a form of "be". */
  note: boolean;
};

const TALK =
  /\b(?:important|challenges?|challenging|key|crucial|essential|vital|popular|common|commonly|known|best practices?|standard|classic|classical|typical|typically|usual|modern|state[- ]of[- ]the[- ]art|field|research|literature|such as|techniques?|concepts?|frameworks?|landscape|famous|well|powerful|should|needs?|needed|has to|have to|must|matters?|considered|consider|depends?|various|many|several|always|generally|in general|nowadays|potential|helps?|improves?|reduces?|ensures?|guarantees?|big|large|huge|central|core|heart|foundation|balance|trade-?offs?)\b/gi;
const BRUSH_OFF =
  /\b(?:hardly|rarely|rare enough|matter|of no|no point|no reason|no need|overkill|by (?:itself|themselves)|on (?:its|their) own|sort (?:itself|themselves) out|as long as|like any other|like every other|alike|the same|stays? as|waits? until|until it is|at once|as the|fine|will do|enough|simply|idle|anyway|whatever|each other|everything|all (?:of them|alike)|first come|up front|from the start)\b/gi;
const SPELT_OUT =
  /\b(?:the|an?|we|i|it|they|our|its|their|this|these|that|is|are|was|were|be|been|has|have|will)\b/i;
const RELATES = /[=→≤≥<>×]|->|=>/;

/** Counts the signs of a sentence. */
export function readSigns(text: string): StatementSigns {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  return {
    words: text.split(/\s+/).length,
    talk: count(TALK),
    brushOff: count(BRUSH_OFF),
    relates: RELATES.test(text),
    note: !SPELT_OUT.test(text),
  };
}
