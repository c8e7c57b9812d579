import type { Facts } from "#server/content/read-facts";

/** The facts of a problem and the texts that they speak of. */
export type FactsCase = { slug: string; facts: Facts; texts: string[] };
export type Mutation = { kind: string; slug: string; what: string; mutated: FactsCase };

type Random = () => number;
type Mutate = (one: FactsCase, random: Random) => { what: string; mutated: FactsCase } | null;

const NUMBER_WORD =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|half|third|quarter|tenth)\b/i;

/** Mistakes that an author makes, by kind. Each changes one thing; null where the draw has no such thing. */
const MUTATIONS: Record<string, Mutate> = {
  "value × 10": mutateValue((value) => value * 10),
  "value ÷ 10": mutateValue((value) => value / 10),
  "value × 1.3": mutateValue((value) => value * 1.3),
  "digits swapped": mutateValue(swapDigits),
  "number in said": mutateSaid,
  "number in a text": mutateText,
  "operator flipped": mutateHolds(flipOperator),
  "comparison flipped": mutateHolds(flipComparison),
  "name swapped": swapName,
  "changed everywhere": changeEverywhere,
};

/** As many mutations as asked for, the kinds in turn, over all files. */
export function drawMutations(
  cases: readonly FactsCase[],
  count: number,
  random: Random,
): Mutation[] {
  const kinds = Object.entries(MUTATIONS);
  const drawn: Mutation[] = [];
  while (drawn.length < count) {
    const [kind, mutate] = kinds[drawn.length % kinds.length] ?? pick(kinds, random);
    const one = pick(cases, random);
    const made = mutate(one, random);
    if (made) drawn.push({ kind, slug: one.slug, ...made });
  }
  return drawn;
}

function pick<T>(items: readonly T[], random: Random): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("nothing to draw from");
  return item;
}

function pickQuantity({ facts }: FactsCase, random: Random) {
  const [name, quantity] = pick(Object.entries(facts.quantities), random);
  return { name, quantity, wording: pick([quantity.said].flat(), random) };
}

function withQuantity(one: FactsCase, name: string, change: Partial<Facts["quantities"][string]>) {
  const mutated = structuredClone(one);
  const quantity = mutated.facts.quantities[name];
  if (!quantity) throw new Error(`no quantity ${name}`);
  Object.assign(quantity, change);
  return mutated;
}

function mutateValue(change: (value: number, random: Random) => number | null): Mutate {
  return (one, random) => {
    const { name, quantity } = pickQuantity(one, random);
    const value = change(quantity.value, random);
    if (value === null) return null;
    return {
      what: `${name}: ${quantity.value} becomes ${value}`,
      mutated: withQuantity(one, name, { value }),
    };
  };
}

/** Two neighbouring digits that differ change places. */
function swapDigits(value: number, random: Random): number | null {
  const digits = [...String(value)];
  const places = digits.flatMap((digit, at) => {
    const next = digits[at + 1] ?? "";
    return /\d/.test(digit) && /\d/.test(next) && digit !== next ? [at] : [];
  });
  if (places.length === 0) return null;
  const at = pick(places, random);
  [digits[at], digits[at + 1]] = [digits[at + 1] ?? "", digits[at] ?? ""];
  return Number(digits.join(""));
}

/** Another digit in one place of the text, or another word for a number; null where it has neither. */
function changeNumber(text: string, random: Random): string | null {
  const places = [...text.matchAll(/\d/g)].map(({ index }) => index);
  if (places.length === 0) {
    return NUMBER_WORD.test(text) ? text.replace(NUMBER_WORD, "eleven") : null;
  }
  const at = pick(places, random);
  const other = String((Number(text[at]) + 1 + Math.floor(random() * 8)) % 10);
  return text.slice(0, at) + other + text.slice(at + 1);
}

function mutateSaid(one: FactsCase, random: Random): ReturnType<Mutate> {
  const { name, quantity, wording } = pickQuantity(one, random);
  const changed = changeNumber(wording, random);
  if (changed === null) return null;
  const said = Array.isArray(quantity.said)
    ? quantity.said.map((other) => (other === wording ? changed : other))
    : changed;
  return {
    what: `${name}: "${wording}" becomes "${changed}"`,
    mutated: withQuantity(one, name, { said }),
  };
}

/** One place of a text where the wording stands, drawn among all. */
function mutateText(one: FactsCase, random: Random): ReturnType<Mutate> {
  const { name, wording } = pickQuantity(one, random);
  const pattern = new RegExp(
    wording
      .split(/\s+/)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("\\s+"),
    "g",
  );
  const places = one.texts.flatMap((text, index) =>
    [...text.matchAll(pattern)].map((match) => ({ index, at: match.index, found: match[0] })),
  );
  if (places.length === 0) return null;
  const { index, at, found } = pick(places, random);
  const changed = changeNumber(found, random);
  if (changed === null) return null;
  const mutated = structuredClone(one);
  const text = mutated.texts[index] ?? "";
  mutated.texts[index] = text.slice(0, at) + changed + text.slice(at + found.length);
  return { what: `${name}: a text's "${found}" becomes "${changed}"`, mutated };
}

function mutateHolds(change: (holds: string, random: Random) => string | null): Mutate {
  return (one, random) => {
    const index = Math.floor(random() * one.facts.facts.length);
    const mutated = structuredClone(one);
    const fact = mutated.facts.facts[index];
    const holds = fact ? change(fact.holds, random) : null;
    if (!fact || holds === null) return null;
    const what = `${fact.holds} becomes ${holds}`;
    fact.holds = holds;
    return { what, mutated };
  };
}

const FLIPPED: Record<string, string> = { "+": "-", "-": "+", "*": "/", "/": "*", "^": "*" };

function flipOperator(holds: string, random: Random): string | null {
  const places = [...holds.matchAll(/[-+*/^]/g)].map(({ index }) => index);
  if (places.length === 0) return null;
  const at = pick(places, random);
  return holds.slice(0, at) + FLIPPED[holds[at] ?? ""] + holds.slice(at + 1);
}

const TURNED: Record<string, string> = { "<=": ">=", ">=": "<=", "<": ">", ">": "<", "==": "<" };

function flipComparison(holds: string): string | null {
  const found = /<=|>=|==|<|>/.exec(holds)?.[0];
  return found === undefined ? null : holds.replace(found, TURNED[found] ?? "");
}

function swapName(one: FactsCase, random: Random): ReturnType<Mutate> {
  const names = Object.keys(one.facts.quantities);
  return mutateHolds((holds) => {
    const used = [...holds.matchAll(/[a-z][a-z0-9_]*/g)].filter(([name]) => names.includes(name));
    if (used.length === 0) return null;
    const { 0: name, index } = pick(used, random);
    const other = pick(
      names.filter((candidate) => candidate !== name),
      random,
    );
    return holds.slice(0, index) + other + holds.slice(index + name.length);
  })(one, random);
}

const FACTORS = [10, 0.1, 1.3, 1 / 1.3];

/** A number changed in value, wording and text alike: only what must hold together can tell. */
function changeEverywhere(one: FactsCase, random: Random): ReturnType<Mutate> {
  const { name, quantity } = pickQuantity(one, random);
  const value = quantity.value * pick(FACTORS, random);
  const what = `${name}: ${quantity.value} becomes ${value} everywhere`;
  return { what, mutated: tellEverywhere(one, name, value) };
}

/** The case with another value of a quantity, as if all texts told it. */
export function tellEverywhere(one: FactsCase, name: string, value: number): FactsCase {
  const said = `the number is ${value.toFixed(12)} now`;
  const mutated = withQuantity(one, name, { value: Number(value.toFixed(12)), said });
  mutated.texts.push(said);
  return mutated;
}
