import { measuredPercent, measuredPoints, percent } from "./markdown";
import type { Report } from "./report";
import type { Slice } from "./slices";

/** The main figures for a terminal. */
export function summarize(report: Report): string {
  const { gold, calibration, relations, attacks, nullAnswers, repeats, costs, left, stopped } =
    report;
  const lines: string[] = [];
  for (const [name, tables] of Object.entries({ gold, calibration })) {
    for (const slice of withoutRepetition(tables?.slices ?? [])) {
      lines.push(
        `${name}, ${slice.name}: balanced ${measuredPercent(slice.balancedAccuracy)} %, 3 classes ${measuredPercent(slice.balancedAccuracy3)} %, award bias ${measuredPoints(slice.awardBias, true)}, ${slice.verdicts} verdicts on ${slice.answers} answers, coverage ${percent(slice.coverage)}`,
      );
    }
    for (const { name: of, inOrder } of tables?.bands ?? []) {
      lines.push(`${name}, bands of ${of}: ${percent(inOrder)} of pairs in order`);
    }
  }
  for (const { relation, held, trials, ungraded } of relations ?? []) {
    lines.push(`${relation}: ${held} of ${trials} held, ${ungraded} ungraded`);
  }
  const all = attacks?.[0];
  if (all) {
    const mean = all.meanShift === null ? "–" : all.meanShift.toFixed(2);
    lines.push(
      `attacks: mean shift ${mean} over ${all.pairs} pairs, ${all.gains.length} gained over a point, ${all.voided} voided`,
    );
  }
  if (nullAnswers) {
    const { graded, over, highestTotal } = nullAnswers;
    lines.push(
      `answers that hold nothing: ${over.length} of ${graded} over 5 points, highest ${highestTotal ?? "–"}`,
    );
  }
  if (repeats) {
    lines.push(
      `repeats: ${percent(repeats.verdictAgreement)} of verdicts agree, ${repeats.identical} of ${repeats.answers} answers byte-identical`,
    );
  }
  lines.push(`${costs.graded} graded, ${costs.failed.length} failed`);
  if (stopped !== null) lines.push(`Stopped: ${stopped}. ${left} gradings are left.`);
  return lines.join("\n");
}

/** A part that is all there is (the only split, the only problem) is said once. */
function withoutRepetition(slices: readonly Slice[]): Slice[] {
  const known = new Set<string>();
  return slices.filter(({ answers, verdicts, confusion }) => {
    const content = JSON.stringify([answers, confusion]);
    if (verdicts === 0 || known.has(content)) return false;
    known.add(content);
    return true;
  });
}
