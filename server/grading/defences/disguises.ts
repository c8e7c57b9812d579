import { stripMarks } from "#domain/text/normalize";

/** Cyrillic and Greek letters that look like Latin ones. */
const LOOK_ALIKES: Record<string, string> = {
  а: "a",
  в: "b",
  с: "c",
  ԁ: "d",
  е: "e",
  ё: "e",
  һ: "h",
  н: "h",
  і: "i",
  ї: "i",
  ј: "j",
  к: "k",
  ӏ: "l",
  м: "m",
  п: "n",
  о: "o",
  р: "p",
  ԛ: "q",
  г: "r",
  ѕ: "s",
  т: "t",
  ц: "u",
  ѵ: "v",
  ԝ: "w",
  х: "x",
  у: "y",
  ү: "y",
  α: "a",
  β: "b",
  ε: "e",
  η: "n",
  ι: "i",
  κ: "k",
  ν: "v",
  ο: "o",
  ρ: "p",
  τ: "t",
  υ: "u",
  χ: "x",
  γ: "y",
  ı: "i",
  ø: "o",
  ɡ: "g",
  ʀ: "r",
};
const LEET: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "9": "g",
  $: "s",
  "@": "a",
  "!": "i",
  "|": "l",
};
/** What `criterion`, `rubric`, `ignore`, `marks` look like under ROT13, and read backwards. */
const ROT13_TRIGGER = /pevgre|ehoevp|vtaber|znexf|tenqre|ireqvpg/;
const REVERSED_TRIGGER = /retirc|cirbur|erongi|skram|redarg|tcidrev/;

/** Long enough to hold an order; hashes and ids decode to nothing that can be read. */
const BASE64 = /[A-Za-z0-9+/_-]{24,}={0,2}/g;
const HEX = /\b(?:[0-9a-f]{2}){16,}\b/gi;
const PERCENT = /(?:%[0-9a-f]{2}){10,}/gi;

/**
 * What a folded sentence says when its disguises are taken off; only the readings that differ.
 */
export function undisguise(folded: string): string[] {
  const plain = readLookAlikes(folded);
  const readings = new Set([plain, plain.replace(/\S+/g, readLeet)]);
  if (ROT13_TRIGGER.test(folded)) readings.add(folded.replace(/[a-z]/g, rotate));
  if (REVERSED_TRIGGER.test(folded)) readings.add(Array.from(folded).reverse().join(""));
  readings.delete(folded);
  return [...readings];
}

/** A folded text with Latin letters for those that pass for them, and without stacked marks. */
function readLookAlikes(folded: string): string {
  if (!/[^ -~]/.test(folded)) return folded;
  const bare = stripMarks(folded);
  // A text in Cyrillic or Greek alone imitates nothing.
  if (!/[a-z]/.test(bare)) return bare;
  return toLatin(bare);
}

/** Letter by letter, also where a whole word is made of look-alikes. */
export function toLatin(folded: string): string {
  if (!/[^ -~]/.test(folded)) return folded;
  const bare = stripMarks(folded);
  return Array.from(bare, (letter) => LOOK_ALIKES[letter] ?? letter).join("");
}

/** A word in which digits stand among letters; "p95" and "gpt-4" come out odd, and match nothing. */
function readLeet(word: string): string {
  if (!/[a-z]/.test(word) || !/[0-9$@!|]/.test(word)) return word;
  return Array.from(word, (letter) => LEET[letter] ?? letter).join("");
}

function rotate(letter: string): string {
  return String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97);
}

/** Texts that stand encoded in a sentence. Nobody describes a design that way. */
export function decodeBlobs(sentence: string): string[] {
  const base64 = sentence.match(BASE64) ?? [];
  const hex = sentence.match(HEX) ?? [];
  const percent = sentence.match(PERCENT) ?? [];
  return [
    ...base64.map((blob) => Buffer.from(blob, "base64").toString("utf8")),
    ...hex.map((blob) => Buffer.from(blob, "hex").toString("utf8")),
    ...percent.map((blob) => Buffer.from(blob.replaceAll("%", ""), "hex").toString("utf8")),
  ].filter(isReadable);
}

/** Words with spaces between them, and nothing but printable characters. */
function isReadable(text: string): boolean {
  return /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}\n]+$/u.test(text) && /\p{L}{2} \p{L}{2}/u.test(text);
}
