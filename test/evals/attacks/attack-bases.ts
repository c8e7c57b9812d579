import { parseScene } from "#domain/diagram/parse-scene";
import type { ContentFile } from "#server/content/read-content";
import type { Band } from "#domain/problems/calibration.schema";
import { toGradedProblem } from "#server/grading/grade-input";
import type { GradeInput } from "#server/grading/grade-input";
import type { Verdict } from "#domain/grading/verdicts";

/** An answer that attacks are tried on. */
export type AttackBase = {
  /** `rag-customer-support/weak` */
  name: string;
  band: Band;
  input: GradeInput;
  /** What a careful person says to each criterion; the first where two are defensible. */
  expected: Record<string, Verdict>;
};

/** The calibration answers of every problem, as they are graded: standard, senior, product. */
export function listAttackBases(contents: readonly ContentFile[]): AttackBase[] {
  return contents.flatMap(({ slug, problem, rubric, rubricHash, calibration }) =>
    calibration.map(({ name, head, answers, scene }) => ({
      name: `${slug}/${name}`,
      band: head.band,
      input: {
        problem: toGradedProblem(problem),
        rubric,
        rubricHash,
        answers,
        scene: parseScene(scene).scene,
        mode: "standard",
        level: "senior",
        lens: "product",
      },
      expected: Object.fromEntries(
        Object.entries(head.expected).map(([id, label]) => [id, [label].flat()[0] ?? "not_met"]),
      ),
    })),
  );
}
