import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { evaluate } from "../text/arithmetic";
import type { ContentIssue } from "../content/content-error";
import { formatPath } from "../content/content-error";
import { parseYaml, validateYaml } from "../content/yaml-source";
import type { YamlSource } from "../content/yaml-source";
import type { StudyFigure } from "./study";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { OutlineError } from "#domain/drawing/outline/outline";
import type { Chart } from "#domain/figures/chart";
import { drawChart, maxNameLength } from "#domain/figures/draw-chart";
import { drawScene } from "#domain/figures/draw-scene";
import { figureSchema } from "#domain/study/figure.schema";
import type { FigureFile } from "#domain/study/figure.schema";

const FOLDER = "study/figures";
const CHART = ".yaml";
const OUTLINE = ".outline.txt";
/** Values given beside a formula may be rounded so much, as a share of what it gives. */
const TOLERANCE = 0.005;

/**
 * Reads and draws the figures of lessons: charts from `<name>.yaml`, drawings from `<name>.outline.txt`,
 * whose first line is a comment that says what they show. A folder without figures has none.
 */
export async function readFigures(
  rootDir: string,
  issues: ContentIssue[],
): Promise<Map<string, StudyFigure>> {
  const names = await readdir(join(rootDir, FOLDER)).catch(() => []);
  const figures = new Map<string, StudyFigure>();
  for (const fileName of names.sort()) {
    const file = `${FOLDER}/${fileName}`;
    const ending = [CHART, OUTLINE].find((one) => fileName.endsWith(one));
    const name = fileName.slice(0, fileName.length - (ending?.length ?? 0));
    if (ending === undefined || figures.has(name)) {
      const message = ending ? "two figures have this name" : `is neither ${CHART} nor ${OUTLINE}`;
      issues.push({ file, line: null, field: "", message });
      continue;
    }
    const text = await readFile(join(rootDir, file), "utf8");
    const drawn =
      ending === CHART ? readChart(text, file, issues) : readOutline(text, file, issues);
    if (drawn !== null) figures.set(name, { file, ...drawn });
  }
  return figures;
}

type Drawn = Omit<StudyFigure, "file">;

function readOutline(text: string, file: string, issues: ContentIssue[]): Drawn | null {
  const title = /^# (.+)/.exec(text)?.[1];
  if (title === undefined) {
    const message = "begins with no comment that says what it shows";
    issues.push({ file, line: 1, field: "", message });
    return null;
  }
  try {
    return { svg: drawScene(drawOutline(text), title), program: null };
  } catch (error) {
    if (!(error instanceof OutlineError)) throw error;
    issues.push({ file, line: null, field: "", message: error.message });
    return null;
  }
}

function readChart(text: string, file: string, issues: ContentIssue[]): Drawn | null {
  const source = parseYaml(text, file, issues);
  const figure = source && validateYaml(source, figureSchema, issues);
  if (!source || !figure) return null;
  const found: ContentIssue[] = [];
  const chart = computeChart(figure, source, found);
  issues.push(...found);
  if (found.length > 0) return null;
  const given = chart.series
    .filter((_, index) => figure.series[index]?.values !== undefined)
    .map(({ values }) => values);
  const { program: code } = figure;
  return { svg: drawChart(chart), program: code === undefined ? null : { code, given } };
}

/** Every number of a chart. Those that can't be computed, or differ from what is given, are faults. */
function computeChart(figure: FigureFile, source: YamlSource, issues: ContentIssue[]): Chart {
  const complain = (path: PropertyKey[], message: string) =>
    issues.push({ file: source.file, line: source.lineOf(path), field: formatPath(path), message });
  const { kind, title, constants, x, y } = figure;
  if (kind === "line" && x.at.some((place) => typeof place !== "number")) {
    complain(["x", "at"], "a line needs numbers");
  }
  const series = figure.series.map(({ name, values, formula }, index) => {
    const path = ["series", index];
    if (values === undefined && formula === undefined) complain(path, "has no values, no formula");
    const most = kind === "heatmap" ? Infinity : maxNameLength(figure.series.length);
    if (name.length > most) {
      complain([...path, "name"], `at most ${most} characters, or it runs into the next name`);
    }
    if (values !== undefined && values.length !== x.at.length) {
      complain([...path, "values"], `${values.length} values for ${x.at.length} places`);
    }
    const numbers = x.at.map((place, at) => {
      const given = values === undefined ? null : compute(values[at] ?? 0, constants);
      const xValue = typeof place === "number" ? place : undefined;
      const computed = formula === undefined ? given : compute(formula, constants, xValue);
      const value = given ?? computed;
      if (value === null || computed === null) {
        complain(path, `can't compute the value at ${place}`);
        return NaN;
      }
      if (Math.abs(value - computed) > TOLERANCE * Math.abs(computed)) {
        complain(
          path,
          `${value} at ${place}, but the formula gives ${Number(computed.toPrecision(6))}`,
        );
      }
      return value;
    });
    return { name, values: numbers };
  });
  const least = Math.min(...series.flatMap(({ values }) => values));
  if (least < 0 || (least === 0 && y.scale === "log")) {
    complain(["series"], `${least} is too small for the scale`);
  }
  return { kind, title, x, y, series };
}

/** @returns null where the expression can't be read or names something unknown */
function compute(
  value: number | string,
  constants: FigureFile["constants"],
  x?: number,
): number | null {
  if (typeof value === "number") return value;
  return evaluate(value, (name) => (name === "x" ? x : constants[name]));
}
