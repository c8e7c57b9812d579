import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { toGradedProblem } from "../../grading/grade-input";
import { plantedPointsSchema } from "./planted-points.schema";
import type { Mode } from "#domain/grading/verdicts";
import type { ContentFile } from "../../content/read-content";
import type { GradeInput } from "../../grading/grade-input";
import type { PlantedPoint, PlantedPointsFile } from "./planted-points.schema";

const POINTS_DIR = fileURLToPath(new URL("planted/points", import.meta.url));

/** One answer that is read as a whole, and what is claimed about it. */
export type ReadingItem = { id: string; input: GradeInput; points: PlantedPoint[] };

/** The files of `planted/points/`, in the order of their names. */
export async function readPlantedPoints(): Promise<PlantedPointsFile[]> {
  const names = (await readdir(POINTS_DIR)).filter((name) => name.endsWith(".yaml")).sort();
  return Promise.all(
    names.map(async (name) =>
      plantedPointsSchema.parse(parse(await readFile(`${POINTS_DIR}/${name}`, "utf8"))),
    ),
  );
}

/** With what a candidate's whole interview has beside it: the whole rubric, and the problem's failures. */
export function toReading(
  { problem: slug, answers, outline, points }: PlantedPointsFile,
  { problem, rubric, rubricHash, failures }: ContentFile,
  mode: Mode,
): ReadingItem {
  return {
    id: `points-${slug}`,
    points,
    input: {
      problem: toGradedProblem(problem),
      rubric,
      rubricHash,
      failures: failures && { hash: failures.hash, failures: failures.body.failures },
      answers,
      scene: drawOutline(outline),
      mode,
      level: "senior",
      lens: "product",
    },
  };
}
