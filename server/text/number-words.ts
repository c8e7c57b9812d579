const UNITS =
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** Multipliers as written after digits or words. */
export const MAGNITUDES: Record<string, number> = {
  hundred: 100,
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mm: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  trillion: 1e12,
};

/** Values of the numbers that are usually written as words. */
export const VALUE_BY_WORD = new Map<string, number>([
  ...UNITS.map((word, index): [string, number] => [word, index + 1]),
  ...TENS.map((word, index): [string, number] => [word, (index + 2) * 10]),
  ["a dozen", 12],
  ["one and a half", 1.5],
  ["two and a half", 2.5],
  ["a couple of hundred", 200],
  ["a few hundred", 300],
  ["half a", 0.5],
  ["half an", 0.5],
  ["a hundred", 100],
  ["a thousand", 1e3],
  ["a million", 1e6],
  ["a billion", 1e9],
]);

/** Alternatives of a regular expression that match a number in words ("two", "half a"). */
export const NUMBER_WORD_SOURCE = [...VALUE_BY_WORD.keys()]
  .sort((left, right) => right.length - left.length)
  .map((word) => word.replace(" ", "\\s+"))
  .join("|");

/** Value of digits with thousands marks ("1,500") or of a number word; NaN for neither. */
export function parseNumber(text: string): number {
  const word = VALUE_BY_WORD.get(text.toLowerCase().replace(/\s+/g, " "));
  return word ?? Number(text.replace(/[,\u00a0\u202f](?=\d{3})/g, ""));
}
