import type { GradedResult } from "../grading/result.schema";
import type { Finding } from "./trial";

/** Totals are rounded to a tenth. */
const ROUNDING = 0.1;

/**
 * A change that alters no fact may move the total by one criterion at most.
 * @param boundPoints what the heaviest criterion is worth
 */
export function compareTotals(
  base: GradedResult,
  variant: GradedResult,
  boundPoints: number,
): Finding {
  const shift = variant.total - base.total;
  if (Math.abs(shift) <= boundPoints + ROUNDING) return { kind: "held", shift };
  return { kind: "broken", shift, why: describeMoves(listMoves(base, variant)) };
}

/**
 * Without its evidence the criterion falls, and no other moves but those that the deleted words are
 * known to touch.
 *
 * @param nameOwner says whose words a quote is, for the reader of an offender; "" for nobody's
 */
export function compareDeletion(
  base: GradedResult,
  variant: GradedResult,
  criterionId: string,
  { touched, nameOwner }: { touched: readonly string[]; nameOwner: (quote: string) => string },
): Finding {
  const find = (result: GradedResult) => result.criteria.find(({ id }) => id === criterionId);
  if (find(base)?.verdict !== "met") return { kind: "moot" };
  const after = find(variant);
  const owners = new Set(after?.evidence.map(({ text }) => nameOwner(text)).filter(Boolean));
  const by = owners.size === 0 ? "" : ` by ${[...owners].join(", ")}`;
  const shift = variant.total - base.total;
  const others = listMoves(base, variant).filter(
    ({ id }) => id !== criterionId && !touched.includes(id),
  );
  const faults = [
    ...(after?.verdict === "met" ? [`${criterionId} is still met${by}`] : []),
    ...(others.length > 0 ? [`others moved: ${describeMoves(others)}`] : []),
  ];
  return faults.length === 0
    ? { kind: "held", shift }
    : { kind: "broken", shift, why: faults.join("; ") };
}

/** A good answer to another problem stays below the bound. */
export function compareWithBound(variant: GradedResult, belowPoints: number): Finding {
  const shift = variant.total;
  if (shift < belowPoints) return { kind: "held", shift };
  const met = variant.criteria.filter(({ verdict }) => verdict === "met").map(({ id }) => id);
  return { kind: "broken", shift, why: `met: ${met.join(", ")}` };
}

type Move = { id: string; from: string; to: string };

function listMoves(base: GradedResult, variant: GradedResult): Move[] {
  const after = new Map(variant.criteria.map(({ id, verdict }) => [id, verdict]));
  return base.criteria.flatMap(({ id, verdict }) => {
    const to = after.get(id);
    return to === undefined || to === verdict ? [] : [{ id, from: verdict, to }];
  });
}

function describeMoves(moves: readonly Move[]): string {
  return moves.map(({ id, from, to }) => `${id} ${from} → ${to}`).join(", ");
}
