import { describe, expect, it } from "vitest";
import { gradeInput } from "../../../test/support/grading-fixture";
import { readToldNumbers } from "../../text/told-numbers";
import { checkFigures, comesOut } from "./check-figures";
import { refuseNumbers } from "./check-numbers";
import { inspectAnswer, readAnswer } from "../text-work";
import { fromVerificationData } from "../verification";
import { plain, stemsOf } from "./knowledge";
import type { Knowledge } from "./knowledge";

function told(...sentences: string[]): Knowledge {
  const numbered = sentences.map((text) => ({
    text,
    numbers: readToldNumbers(text).flatMap(({ value, plain }) => [value, plain]),
    stems: stemsOf(text),
  }));
  return { said: () => [], told: () => numbered, secret: () => [], repeats: () => false };
}

function verify() {
  const input = gradeInput();
  const { drawn } = readAnswer(input);
  return fromVerificationData(inspectAnswer(input, { drawn }).verification);
}

describe("comesOut", () => {
  const shown = (words: string) => readToldNumbers(words)[0];

  it.each([
    ["55.8 thousand", 55.8, true],
    ["55.8 thousand", 55_800, true],
    ["55.8 thousand", 61, false],
    ["58.4 percent", 0.584, true],
    ["58.4 percent", 58.4, true],
    ["58.4 percent", 0.684, false],
  ])("%s of %d: %s", (words, value, is) => {
    const number = shown(words);
    expect(number && comesOut(number, value)).toBe(is);
  });
});

it("takes a B that stands alone for bytes", () => {
  const read = (words: string) => readToldNumbers(plain(words))[0]?.value;
  expect(
    ["960M x 768 B", "768 B a row"].map((one) => readToldNumbers(plain(one)).at(-1)?.value),
  ).toEqual([768, 768]);
  expect([read("70B"), read("1.2 B tokens a day")]).toEqual([70e9, 1.2e9]);
});

it("takes no ordinal for a part of something", () => {
  const nothing = { figures: [], constants: [], faults: [] };
  const refuse = (text: string) => refuseNumbers(text, nothing, told("Nothing."));
  expect(refuse("The third fix puts the peak over the limit.")).toBeNull();
  expect(refuse("A third of the mail goes that way.")).toContain("third");
  expect(refuse("Some third of the mail goes that way.")).toContain("third");
});

describe("an input that was told", () => {
  const figure = (words: string) => ({
    shown: "88.4 percent",
    expression: "good / (good + 11)",
    inputs: [
      { name: "good", value: 84, from: "told" as const, words },
      { name: "less", value: 11, from: "told" as const, words: "11 say less" },
    ],
  });
  const knowledge = told("| citations that hold | 84 % of 1,000 | by contract |", "11 say less.");
  const check = (words: string) =>
    checkFigures([figure(words)], knowledge, verify()).faults.map(({ reason }) => reason);

  it("may be a cell of a table, which has no words but its number", () => {
    expect(check("84 % of 1,000")).toEqual([]);
  });

  it("isn't any number of another sentence", () => {
    expect(check("84 apples in a basket")).toEqual([
      expect.stringContaining("neither said nor told"),
    ]);
  });
});
