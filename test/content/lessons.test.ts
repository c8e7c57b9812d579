import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { listCodeBlocks } from "#server/study/list-code-blocks";
import { readStudy } from "#server/study/read-study";

/** Values of a figure may be rounded so much, as a share of what its program prints. */
const ROUNDING = 0.005;

const { topics, figures } = await readStudy(".");
const lessons = [...topics.values()].filter(({ head }) => head.lesson !== undefined);
const programs = lessons.flatMap(({ slug, body, bodyLine }) =>
  listCodeBlocks(body)
    .filter(({ language }) => language === "python")
    .map(({ code, output, line }) => {
      return [`study/topics/${slug}.md:${bodyLine + line - 1}`, { code, output }] as const;
    }),
);
const figurePrograms = [...figures.values()].flatMap(({ file, program }) =>
  program === null ? [] : [[file, program] as const],
);
const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** With nothing but its standard library: no site packages, no variables of this machine. */
function runPython(code: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync("python3", ["-I", "-S", "-"], {
    input: code,
    encoding: "utf8",
    timeout: 20_000,
  });
}

it("has lessons with programs", () => {
  expect(lessons.length).toBeGreaterThanOrEqual(24);
  expect(programs.length).toBeGreaterThanOrEqual(lessons.length);
});

describe.skipIf(!hasPython)("programs of lessons (python3)", () => {
  it.each(programs)("%s prints what the lesson says", (_place, { code, output }) => {
    const { status, stdout, stderr } = runPython(code);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toBe(output);
  });

  it.each(figurePrograms)("the one of %s prints its values", (_file, { code, given }) => {
    const { status, stdout, stderr } = runPython(code);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const printed = stdout
      .trim()
      .split("\n")
      .map((line) => line.split(/\s+/).map(Number));
    const within = printed.map((line, row) =>
      line.map((value, at) => {
        const error = Math.abs((given[row]?.[at] ?? NaN) - value);
        return error <= ROUNDING * Math.abs(value) ? value : given[row]?.[at];
      }),
    );
    expect(within).toEqual(printed);
    expect(printed.map(({ length }) => length)).toEqual(given.map(({ length }) => length));
  });

  it("a changed number is noticed", () => {
    const program = programs
      .map(([, part]) => part)
      .find(({ code }) => code.includes("RESERVE = 80e9, 3.35e12, 0.10"));
    const { status, stdout } = runPython(program?.code.replace("0.10", "0.20") ?? "");
    expect(status).toBe(0);
    expect(stdout).not.toBe(program?.output);
  });
});
