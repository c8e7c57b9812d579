import { readFile } from "node:fs/promises";
import { afterAll, expect, it } from "vitest";
import { checkProgram, listPrograms } from "#server/study/check-programs";
import { openPython } from "#server/study/python/open-python";
import { readStudy } from "#server/study/read-study";

// All programs run in check-content.test.ts, by `content:check`: here is what it would find in them.
const { topics, figures } = await readStudy(".");
const python = openPython();
afterAll(() => python.close());

it("finds the programs of all lessons and figures", () => {
  const programs = listPrograms({ topics, figures });
  expect(programs.filter(({ line }) => line !== null).length).toBeGreaterThanOrEqual(52);
  expect(programs.filter(({ line }) => line === null).length).toBeGreaterThanOrEqual(7);
});

it.each([
  [
    "a changed number",
    "3.35e12, 0.10",
    "3.35e12, 0.20",
    /^```python # prints ".*" in line 1 of its output, not "/,
  ],
  [
    "floats added with sum()",
    "total = math.fsum(weights)",
    "total = sum(weights)",
    /^ {4}total = sum\(weights\) # TypeError: sum\(\) of floats/,
  ],
  [
    "a wrong name",
    "total = math.fsum(",
    "total = nothing(",
    /^ {4}total = nothing\(.+ # NameError: /,
  ],
])("names the line of %s", async (_name, from, to, fault) => {
  const topic = topics.get("kv-cache");
  if (!topic?.body.includes(from)) throw new Error(`The lesson doesn't have ${from}`);
  const changed = new Map([["kv-cache", { ...topic, body: topic.body.replace(from, to) }]]);
  const lines = (await readFile("study/topics/kv-cache.md", "utf8")).replace(from, to).split("\n");
  const faults: string[] = [];
  for (const program of listPrograms({ topics: changed, figures: new Map() })) {
    const issue = await checkProgram(program, python);
    if (issue) faults.push(`${lines[(issue.line ?? 0) - 1]} # ${issue.message}`);
  }
  expect(faults).toEqual([expect.stringMatching(fault)]);
});

it("compares the values of a figure, within half a percent", () => {
  const program = { code: "print(1, 200)\n", given: [[1, 199.5]] };
  const spread = new Map([["spread", { file: "spread.yaml", svg: "", program }]]);
  const [listed] = listPrograms({ topics: new Map(), figures: spread });
  expect(listed?.findFault("1 200\n")).toBeNull();
  expect(listed?.findFault("1 201\n")).toMatch(/^prints \[\[1,201\]\], but the values are/);
  expect(listed?.findFault("1\n")).not.toBeNull();
  expect(listed?.findFault("1 200\n3 4\n")).not.toBeNull();
});

it("refuses sum() of floats however it is reached, and lets it add what no version rounds", async () => {
  const run = async (code: string) => (await python.run(code)).fault;
  const counts = "print(sum(x > 0.5 for x in (0.1, 0.9)), sum([1, 2], 3), sum([[1]], []))";
  expect(await python.run(counts)).toEqual({ printed: "1 6 [1]\n", fault: null, line: null });
  const subclass = "class Own(float):\n  __radd__ = lambda a, b: 7\nprint(sum([Own(1.5)]))";
  expect(await run(subclass)).toBeNull();
  expect(await run("sum([1, 2], 0.0)")).toMatch(/sum\(\) of floats/);
  expect(await run("sum([1, 2j])")).toMatch(/sum\(\) of floats/);
  expect(await run("from builtins import sum as s; s(i / 3 for i in range(4))")).toMatch(
    /of floats/,
  );
});

it("gives a program nothing that python3 wouldn't", async () => {
  const run = async (code: string) => (await python.run(code)).fault;
  expect(await run("def f(:")).toMatch(/^SyntaxError/);
  expect(await run("import sys; print('careful', file=sys.stderr)")).toBe("careful");
  expect(await run("input()")).toMatch(/^EOFError/);
  const draw = "import random; print(random.random()); random.seed(1)";
  const [first, second] = [await python.run(draw), await python.run(draw)];
  expect(first.printed).toMatch(/^0\.\d+\n$/);
  expect(second.printed).not.toBe(first.printed);
});

it("ends a program that doesn't end", async () => {
  const hasty = openPython({ deadlineMs: 5_000 });
  try {
    expect((await hasty.run("while True: pass")).fault).toBe("did not end within 5 s");
  } finally {
    await hasty.close();
  }
});
