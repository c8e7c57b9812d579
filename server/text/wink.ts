import model from "wink-eng-lite-web-model";
import winkNlp, { type ItsFunction, type PartOfSpeech, type WinkMethods } from "wink-nlp";

/** One token of wink-nlp, with UTF-16 offsets into the text it was read from (end exclusive). */
export type Token = { value: string; lemma: string; pos: PartOfSpeech; start: number; end: number };

let engine: WinkMethods | null = null;

/** Building the engine takes ~60 ms and 40 MB: only a process that reads text pays for it, once. */
function getEngine(): WinkMethods {
  engine ??= winkNlp(model, ["pos"]);
  return engine;
}

/** Tokens of one sentence with lemma and part of speech; contractions come apart ("do", "n't"). */
export function tagTokens(text: string): Token[] {
  const nlp = getEngine();
  // The tokenizer takes contractions apart at a straight apostrophe only; the length stays the same.
  const plain = text.replaceAll("’", "'");
  const tokens = nlp.readDoc(plain).tokens();
  const values = tokens.out(nlp.its.value);
  const lemmaOf: unknown = nlp.its.lemma;
  const lemmas = isTokenMapper(lemmaOf) ? tokens.out(lemmaOf) : values;
  const tags = tokens.out(nlp.its.pos);
  const read: Token[] = [];
  let cursor = 0;
  values.forEach((value, index) => {
    const start = plain.indexOf(value, cursor);
    if (start === -1) return;
    cursor = start + value.length;
    read.push({
      value,
      lemma: (lemmas[index] ?? value).toLowerCase(),
      pos: toPartOfSpeech(tags[index]),
      start,
      end: cursor,
    });
  });
  return read;
}

/**
 * The library's typing gives `its.lemma` one parameter less than `out` asks for, and `out` knows
 * its mappers by identity, so that wrapping is no way round.
 */
function isTokenMapper(mapper: unknown): mapper is ItsFunction<string> {
  return typeof mapper === "function";
}

const PARTS_OF_SPEECH = new Set<string>(
  "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE".split(" "),
);

/** The library types its output as string; anything else than a known tag is "X". */
function toPartOfSpeech(tag: string | undefined): PartOfSpeech {
  return isPartOfSpeech(tag) ? tag : "X";
}

function isPartOfSpeech(tag: string | undefined): tag is PartOfSpeech {
  return tag !== undefined && PARTS_OF_SPEECH.has(tag);
}
