import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { formatIssue } from "../content/content-error";
import { listCodeBlocks } from "./list-code-blocks";
import { collectStudy } from "./read-study";

const LESSON = "topics/kv-cache.md";
const CHART = "figures/kv-cache-size.yaml";
const made: string[] = [];
afterEach(() => Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true }))));

/** Faults of a copy of `study/` with one lesson and all figures, in which one file was changed. */
async function listFaults(file: string, from: string | RegExp, to: string): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), "study-"));
  made.push(root);
  for (const part of ["figures", LESSON, "lenses.md", "misconceptions.md"]) {
    await cp(join("study", part), join(root, "study", part), { recursive: true });
  }
  const path = join(root, "study", file);
  const before = await readFile(path, "utf8").catch(() => "");
  const after = before === "" ? to : before.replace(from, to);
  if (after === before) throw new Error("nothing was changed");
  await writeFile(path, after);
  return (await collectStudy(root)).issues.map(formatIssue);
}

it.each<[string, string, string | RegExp, string, RegExp]>([
  [
    "a figure that isn't there",
    LESSON,
    "figure:kv-cache-size",
    "figure:nothing",
    /no figure figure:nothing/,
  ],
  [
    "a picture from elsewhere",
    LESSON,
    "figure:kv-cache-size",
    "https://a.example/x.png",
    /no figure https:/,
  ],
  ["code without a language", LESSON, "```python", "```", /code in "", not in python/],
  ["a program without its output", LESSON, "```text", "```yaml", /without its output/],
  ["a formula that can't be read", LESSON, "\\frac{W + N", "\\frac{W + {N", /:\d+: can't read \$T/],
  [
    "a formula of an answer",
    LESSON,
    "$t+1$",
    "$\\nothing$",
    /lesson\.exercises\.2\.answer: can't read/,
  ],
  [
    "a heading used twice",
    LESSON,
    "## How many sequences",
    "## How many bytes",
    /called "how-many-bytes"/,
  ],
  [
    "a heading that the page has itself",
    LESSON,
    "## How many sequences",
    "## Exercises",
    /called "exercises"/,
  ],
  [
    "a lesson that is too short",
    LESSON,
    /## How many bytes[^]*(?=## In a design)/,
    "",
    /\d+ words, not between/,
  ],
  [
    "an answer that takes longer than a minute to say",
    LESSON,
    /sixtySeconds: \|\n {4}/,
    "$&Thank you for the question; let me begin. ",
    /lesson\.sixtySeconds: takes longer/,
  ],
  [
    "an exercise of the wrong kind",
    LESSON,
    "kind: explain",
    "kind: recall",
    /lesson\.exercises\[2\]\.kind: /,
  ],
  [
    "a link that leads nowhere",
    LESSON,
    "/learn/topics/paged-attention",
    "/learn/topics/paging",
    /a link to \/learn\/topics\/paging/,
  ],
  [
    "both a lesson and a self-check",
    LESSON,
    "lesson:\n",
    "selfCheck: { question: Q, answer: A }\nlesson:\n",
    /not both/,
  ],
  [
    "a name that no constant has",
    CHART,
    "all_heads *",
    "some_heads *",
    /series\[0\]: can't compute the value at 1000/,
  ],
  [
    "a value that the formula doesn't give",
    CHART,
    "formula: 61",
    "values: [0.07, 0.14, 0.281, 0.562, 1.12, 2.25, 4.6, 9], formula: 61",
    /series\[3\]: 4\.6 at 64000, but the formula gives 4\.49741/,
  ],
  [
    "a name that runs into the next one's",
    CHART,
    "Latent, 61 layers",
    "Latent, with 61 layers",
    /series\[3\]\.name: at most 17 characters/,
  ],
  [
    "a figure that no lesson shows",
    "figures/spare.outline.txt",
    "",
    "# Nothing\nA -> B\n",
    /spare\.outline\.txt: no lesson shows it/,
  ],
  [
    "a drawing that can't be drawn",
    "figures/kv-cache-step.outline.txt",
    "-> Attention: q",
    "-> ",
    /kv-cache-step\.outline\.txt: /,
  ],
])("finds %s", async (_name, file, from, to, fault) => {
  expect((await listFaults(file, from, to)).join("\n")).toMatch(fault);
});

it("lists code with its line, and the output that follows it", () => {
  const text =
    "a\n\n```python\nprint(1)\n```\n\n```text\n1\n```\n\n```python\nx = 1\n```\nso\n```text\n2\n```\n";
  expect(listCodeBlocks(text)).toEqual([
    { language: "python", code: "print(1)\n", line: 3, output: "1\n" },
    { language: "text", code: "1\n", line: 7, output: null },
    { language: "python", code: "x = 1\n", line: 11, output: null },
    { language: "text", code: "2\n", line: 15, output: null },
  ]);
});
