import { SECTION_IDS } from "#domain/problems/scale";
import type { Answers } from "#domain/attempts/answer.schema";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";

/** What one section may hold. */
const SECTION_CHARS = 50_000;

/** The slowest of 91 kinds of text, as they were found; a name and what is repeated. */
const WORST: readonly [string, (index: number) => string][] = [
  ["CJK", (i) => String.fromCharCode(0x4e00 + ((i * 7919) % 20_000))],
  ["one CJK character", () => "漢"],
  ["Thai", () => "ภาษาไทยไม่เว้นวรรค"],
  ["numbered list", () => "1. a\n"],
  ["list", () => "- a\n"],
  ["two-word sentences", () => "A b. "],
  ["code fences", () => "```\na\n```\n"],
  ["table rows", (i) => `| a | ${i} |\n`],
  ["a ligature that unfolds", () => "\uFDFA"],
  ["base64", (i) => btoa(`${i * 2_654_435_761}`).replaceAll("=", "")],
];

export type WorstText = { name: string; answers: Answers };

/** All five sections full of it. */
export function listWorstTexts(): WorstText[] {
  return WORST.map(([name, make]) => {
    const text = repeat(make);
    const answers = { ...EMPTY_ANSWERS };
    for (const section of SECTION_IDS) answers[section] = text;
    return { name, answers };
  });
}

function repeat(make: (index: number) => string): string {
  const parts: string[] = [];
  let length = 0;
  for (let index = 0; length < SECTION_CHARS; index += 1) {
    const part = make(index);
    parts.push(part);
    length += part.length;
  }
  return parts.join("").slice(0, SECTION_CHARS);
}
