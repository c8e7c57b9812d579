import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { findSums } from "#server/grading/sums/find-sums";
import { ROOT_DIR } from "../support/content";
import type { Sum } from "#server/grading/sums/find-sums";

/**
 * Sums as people write them, by somebody who hadn't seen the reader: those with a sign between the
 * operands and one before the result. Sums told in words ("seven nodes at $12 make …") are not read.
 */
const lineSchema = z.object({
  text: z.string(),
  sums: z.array(z.object({ stated: z.number(), right: z.boolean() })),
});

function readLines(name: string) {
  const text = readFileSync(join(ROOT_DIR, "test/fixtures/sums", name), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => lineSchema.parse(JSON.parse(line)));
}

/** Digits without the magnitude: "65.5k" and 65500 alike. */
function mantissa(value: number): number {
  return value === 0 ? 0 : Math.abs(value) / 10 ** Math.floor(Math.log10(Math.abs(value)));
}

function states({ stated }: Sum, value: number): boolean {
  const numbers = stated.replace(/(?<=\d)[,\u00a0 ](?=\d{2,3})/g, "").match(/\d*\.?\d+/g) ?? [];
  return numbers.some((number) => Math.abs(mantissa(Number(number)) - mantissa(value)) < 0.006);
}

it("follows 97 % of the right ones and notices 95 % of the wrong ones", () => {
  const count = { right: 0, followed: 0, wrong: 0, noticed: 0 };
  for (const { text, sums } of readLines("written.jsonl")) {
    const found = findSums(text);
    for (const { stated, right } of sums) {
      const isThere = found.some((sum) => sum.holds === right && states(sum, stated));
      count[right ? "right" : "wrong"] += 1;
      if (isThere) count[right ? "followed" : "noticed"] += 1;
    }
  }
  expect(count.right).toBeGreaterThan(100);
  expect(count.wrong).toBeGreaterThan(90);
  expect(count.followed / count.right).toBeGreaterThanOrEqual(0.97);
  expect(count.noticed / count.wrong).toBeGreaterThanOrEqual(0.95);
});

it("finds none wrong where there is none", () => {
  const lines = readLines("none.jsonl");
  const alarms = lines.flatMap(({ text }) => findSums(text).filter(({ holds }) => !holds));
  expect(lines.length).toBe(600);
  expect(alarms.map(({ text }) => text)).toEqual([]);
});
