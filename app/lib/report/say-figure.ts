import type { DebriefPoint } from "#domain/grading/debrief.schema";

type Figure = DebriefPoint["figures"][number];

/** A name in an expression; the `e` of 1e6 is none. */
const NAME = /(?<![\w.])[a-z][a-z0-9_]*/g;
const number = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });

const FROM_WORDS = { said: "you wrote", told: "given," };

/** Words around an input's number that are enough to find it by, on either side. */
const AROUND_CHARS = 32;

/** Figures with a sum behind them: a number that is only proposed explains itself. */
export function listSums(figures: readonly Figure[]): Figure[] {
  return figures.filter(({ expression }) => /[-+*/^]/.test(expression));
}

/** How a number of a point comes about: "60 × 30 = 1,800", and where its inputs come from. */
export function sayFigure({ expression, value, inputs }: Figure): {
  sum: string;
  inputs: string[];
} {
  const values = new Map(inputs.map((input) => [input.name, number.format(input.value)]));
  const terms = expression
    .replace(NAME, (name) => values.get(name) ?? name)
    .replace(/\s/g, "")
    .replace(/[*/+-]/g, (sign) => ` ${SIGNS[sign] ?? sign} `)
    .trim();
  return {
    sum: `${terms} = ${number.format(value)}`,
    inputs: inputs.map((input) => `${number.format(input.value)}: ${sayInput(input)}`),
  };
}

const SIGNS: Record<string, string> = { "*": "×", "-": "−" };

function sayInput({ from, words, value }: Figure["inputs"][number]): string {
  return from === "assumed"
    ? `assumed, ${words}`
    : `${FROM_WORDS[from]} “${clipAround(words.replace(/\*\*/g, ""), value)}”`;
}

/** The words around the number, where there are many. */
function clipAround(words: string, value: number): string {
  if (words.length <= 3 * AROUND_CHARS) return words;
  const shown = [number.format(value), String(value)].find((one) => words.includes(one));
  const at = shown === undefined ? 0 : words.indexOf(shown);
  const from = at <= AROUND_CHARS ? 0 : words.indexOf(" ", at - AROUND_CHARS) + 1;
  const end = at + (shown?.length ?? 0) + AROUND_CHARS;
  const to = end >= words.length ? words.length : Math.max(at + 1, words.lastIndexOf(" ", end));
  return `${from > 0 ? "…" : ""}${words.slice(from, to)}${to < words.length ? "…" : ""}`;
}
