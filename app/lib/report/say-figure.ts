import type { DebriefPoint } from "#domain/grading/debrief.schema";

type Figure = DebriefPoint["figures"][number];

/** A name in an expression; the `e` of 1e6 is none. */
const NAME = /(?<![\w.])[a-z][a-z0-9_]*/g;
const number = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });

const FROM_WORDS = { said: "you wrote", told: "given," };

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

function sayInput({ from, words }: Figure["inputs"][number]): string {
  return from === "assumed" ? `assumed, ${words}` : `${FROM_WORDS[from]} “${words}”`;
}
