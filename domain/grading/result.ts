/**
 * What a grading came to, as people see it. A judge that reads gives points of 100. An estimate gives
 * a range, and none where the answer couldn't be read as one.
 */
export type Result =
  /** `heldBy`: headlines of what holds its level below senior; absent where nothing does. */
  | { kind: "grade"; total: number; heldBy?: string[] }
  | { kind: "estimate"; low: number; high: number }
  | { kind: "unreadable" };

/**
 * How far an estimate's points may be off, in points of 100. It gives too many more often than too
 * few: on fresh answers that a person marked it was off by up to 22 points, and middling answers got
 * 12 too many.
 */
const TOO_MANY = 20;
const TOO_FEW = 10;

/** The columns of a grade that tell which of the three it is; nulls where there is no grade. */
export type ResultColumns = {
  total: number | null;
  isEstimate: boolean | null;
  isUnreadable: boolean | null;
};

/** Null while there are no points. */
export function toResult({ total, isEstimate, isUnreadable }: ResultColumns): Result | null {
  if (total === null) return null;
  if (isEstimate !== true) return { kind: "grade", total };
  return isUnreadable === true ? { kind: "unreadable" } : toRange(total);
}

/**
 * What an answer comes to with people's verdicts. Those leave an estimate one, until a person signs
 * the whole.
 * @param standing.total with their verdicts, points of 100
 */
export function toStandingResult(
  judged: Result,
  standing: { total: number; isSigned: boolean },
): Result {
  if (judged.kind === "grade" || standing.isSigned) return { kind: "grade", total: standing.total };
  return judged.kind === "estimate" ? toRange(standing.total) : judged;
}

/** Whole points, within 0 and 100. */
export function toRange(total: number): Extract<Result, { kind: "estimate" }> {
  return {
    kind: "estimate",
    low: Math.round(Math.max(0, total - TOO_MANY)),
    high: Math.round(Math.min(100, total + TOO_FEW)),
  };
}

/** A person's best: grades first, since no estimate is as good as one. Null where there is neither. */
export function toBest(best: { grade: number | null; estimate: number | null }): Result | null {
  if (best.grade !== null) return { kind: "grade", total: best.grade };
  return best.estimate === null ? null : toRange(best.estimate);
}

/** Whether a result is a better best than another: a grade than an estimate, more points than fewer. */
export function isBetter(one: Result, other: Result | null): boolean {
  if (one.kind === "unreadable") return false;
  if (other === null || other.kind === "unreadable") return true;
  if (one.kind === "estimate") return other.kind === "estimate" && one.high > other.high;
  return other.kind === "estimate" || one.total > other.total;
}
