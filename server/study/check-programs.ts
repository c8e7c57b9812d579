import type { ContentIssue } from "../content/content-error";
import { listCodeBlocks } from "./list-code-blocks";
import { openPython } from "./python/open-python";
import type { Python } from "./python/open-python";
import type { Study } from "./study";

/** A program of a lesson or of a figure. */
export type Program = {
  file: string;
  /** Of the file, where the program's line 0 would be. */
  line: number | null;
  code: string;
  /** What is wrong with what it printed. */
  findFault: (printed: string) => string | null;
};

/** Values of a figure may be rounded so much, as a share of what its program prints. */
const ROUNDING = 0.005;

/** All Python of `study/`. Programs without an output are `checkLesson`'s affair. */
export function listPrograms({ topics, figures }: Pick<Study, "topics" | "figures">): Program[] {
  const lessons = [...topics.values()].filter(({ head }) => head.lesson !== undefined);
  const ofLessons = lessons.flatMap(({ source, body, bodyLine }) =>
    listCodeBlocks(body).flatMap(({ language, code, output, line }) =>
      language !== "python" || output === null
        ? []
        : [
            {
              file: source.file,
              line: bodyLine + line - 1,
              code,
              findFault: (printed: string) => compareText(printed, output),
            },
          ],
    ),
  );
  const ofFigures = [...figures.values()].flatMap(({ file, program }) =>
    program === null
      ? []
      : [
          {
            file,
            line: null,
            code: program.code,
            findFault: (printed: string) => compareValues(printed, program.given),
          },
        ],
  );
  return [...ofLessons, ...ofFigures];
}

export async function checkPrograms(programs: readonly Program[]): Promise<ContentIssue[]> {
  if (programs.length === 0) return [];
  const python = openPython();
  try {
    const issues = await Promise.all(programs.map((program) => checkProgram(program, python)));
    return issues.filter((issue) => issue !== null);
  } finally {
    await python.close();
  }
}

/** A program must end well, print what its page says, and add no floats with sum(). */
export async function checkProgram(
  { file, line, code, findFault }: Program,
  python: Python,
): Promise<ContentIssue | null> {
  const ran = await python.run(code);
  const message = ran.fault ?? findFault(ran.printed);
  if (message === null) return null;
  return { file, line: line === null ? null : line + (ran.line ?? 0), field: "program", message };
}

function compareText(printed: string, output: string): string | null {
  const [is, should] = [printed.split("\n"), output.split("\n")];
  const at = Array.from({ length: Math.max(is.length, should.length) }).findIndex(
    (_, row) => is[row] !== should[row],
  );
  if (at === -1) return null;
  return `prints ${quote(is[at])} in line ${at + 1} of its output, not ${quote(should[at])}`;
}

function quote(line: string | undefined): string {
  return line === undefined ? "nothing" : `"${line}"`;
}

function compareValues(printed: string, given: readonly (readonly number[])[]): string | null {
  const rows = printed
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/).map(Number));
  const isClose = (value: number, other = NaN) =>
    Math.abs(other - value) <= ROUNDING * Math.abs(value);
  const agrees =
    rows.length === given.length &&
    rows.every((row, at) => {
      const values = given[at] ?? [];
      return row.length === values.length && row.every((value, i) => isClose(value, values[i]));
    });
  if (agrees) return null;
  return `prints ${JSON.stringify(rows)}, but the values are ${JSON.stringify(given)}`;
}
