import type { Coverage } from "#domain/grading/verdicts";
import type { Agreement, DryRunResult } from "#domain/authoring/dry-run.schema";

/** Whether a draft may be published as it is; each sentence says what stands against it. */
export type Gate = {
  isOpen: boolean;
  because: string[];
  /** False: this server's judge can't mark it, so no dry run can speak for it either. */
  isGradable: boolean;
};

/** What would be published: the draft's revision, and the answers it is tried on. */
type Standing = { revision: number; answersHash: string };

/** Rounding must not make two equal shares differ. */
const EPSILON = 1e-9;

/**
 * What a published version must pass: a dry run of this very revision on the very answers, that agrees with the labels
 * no less than what is published, and keeps the bands in order no less.
 *
 * @param newest the newest dry run of the draft; null when none ended
 * @param coverage how much of the rubric this server's judge knows; null where it reads
 */
export function decideGate(
  newest: { revision: number; result: DryRunResult } | null,
  standing: Standing,
  coverage: Coverage | null = null,
): Gate {
  if (coverage && !coverage.isEnough) {
    return { isOpen: false, isGradable: false, because: [tellUngradable(coverage)] };
  }
  const because = newest === null ? ["No dry run has tested it."] : listDoubts(newest, standing);
  return { isOpen: because.length === 0, because, isGradable: true };
}

/** Why this server's judge can't mark a rubric, to its author. */
export function tellUngradable({ covered, of }: Coverage): string {
  const known = covered === 0 ? "none" : `only ${covered}`;
  return `No model is connected, and the offline judge knows ${known} of its ${of} criteria. Until a model is connected, answers are kept but not graded; candidates see this before they start.`;
}

function listDoubts(
  { revision: tried, result }: { revision: number; result: DryRunResult },
  { revision, answersHash }: Standing,
): string[] {
  if (tried !== revision) {
    return [`The latest dry run tested revision ${tried}; this is revision ${revision}.`];
  }
  if (result.answersHash !== null && result.answersHash !== answersHash) {
    return ["The calibration answers changed after the latest dry run."];
  }
  const { before, after } = result;
  if (result.answers.length === 0) return ["There are no calibration answers to test it on."];
  const doubts: string[] = [];
  if (before && share(after.agreement) < share(before.agreement) - EPSILON) {
    doubts.push(
      `It matches ${tell(after.agreement)} labels; the published version matches ${tell(before.agreement)}.`,
    );
  }
  if (after.agreement.of === 0) doubts.push("None of its criteria has a label to compare with.");
  const known = before?.misordered.length ?? 0;
  if (after.misordered.length > known) {
    const pairs = after.misordered.map(([better, worse]) => `${better} over ${worse}`).join(", ");
    doubts.push(`Totals are no longer in band order: ${pairs}.`);
  }
  return doubts;
}

function share({ agreed, of }: Agreement): number {
  return of === 0 ? 0 : agreed / of;
}

function tell({ agreed, of }: Agreement): string {
  return `${agreed} of ${of}`;
}
