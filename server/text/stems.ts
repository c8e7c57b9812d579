const stemByWord = new Map<string, string>();
/** Bounds what strangers' texts can add up to in a long process. */
const MAX_KNOWN_WORDS = 50_000;

/**
 * Inflection only: "caches", "cached" and "caching" meet in "cach", while "general" and
 * "generation" stay apart, which a Porter stemmer would merge. The result is a key, not a word.
 */
export function stemWord(word: string): string {
  const known = stemByWord.get(word);
  if (known !== undefined) return known;
  if (stemByWord.size >= MAX_KNOWN_WORDS) stemByWord.clear();
  const stem = readStem(word);
  stemByWord.set(word, stem);
  return stem;
}

/** "Even" is no evening. */
const NO_INFLECTION = new Set(["evening"]);

function readStem(word: string): string {
  const lower = word
    .toLowerCase()
    .replace(/[’']s$/, "")
    .replace(/[’']/g, "");
  if (NO_INFLECTION.has(lower)) return lower;
  if (!/^[a-z]+$/.test(lower)) return lower.replace(/(?<=\d)s$/, "");
  return trimTail(stripInflection(americanise(lower)));
}

function americanise(word: string): string {
  if (word.length < 7) return word;
  return word
    .replace(/is(e|es|ed|er|ers|ing|ation|ations)$/, "iz$1")
    .replace(/our(s?)$/, "or$1")
    .replace(/ogue(s?)$/, "og$1")
    .replace(/lys(e|es|ed|ing)$/, "lyz$1");
}

function stripInflection(word: string): string {
  if (/(ies|ied)$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(s|x|z|ch|sh)es$/.test(word) && word.length > 5) return word.slice(0, -2);
  if (/[^suia]s$/.test(word) && word.length > 3) return word.slice(0, -1);
  if (/ing$/.test(word) && hasVowel(word.slice(0, -3)) && word.length > 5) return word.slice(0, -3);
  if (/[^e]ed$/.test(word) && hasVowel(word.slice(0, -2)) && word.length > 4)
    return word.slice(0, -2);
  return word;
}

function hasVowel(stem: string): boolean {
  return /[aeiouy]/.test(stem) && stem.length >= 2;
}

/** A silent e and a doubled consonant come and go with the ending; neither tells words apart. */
function trimTail(stem: string): string {
  const bare = stem.length > 3 ? stem.replace(/e$/, "") : stem;
  return bare.length > 3 ? bare.replace(/([bcdfghjklmnprtvz])\1$/, "$1") : bare;
}
