import type { PointFigures } from "./judge-check.schema";

/** Of twelve true points, those that a model must find by itself (issue 40, "What follows"). */
export const LEAST_FOUND = 8;
/** Of twelve points that only sound true, those that it may believe (ibidem). */
export const MOST_SWALLOWED = 1;

/**
 * Whether a judge's points may hold a level and have verdicts asked again. Not where it wasn't checked for that, nor
 * where a reply couldn't be read: of what wasn't asked nothing is known.
 */
export function pointsMayFollow(points: PointFigures | null | undefined): boolean {
  if (!points) return false;
  const { answers, found, swallowed } = points;
  return (
    answers.read === answers.of && found.count >= LEAST_FOUND && swallowed.count <= MOST_SWALLOWED
  );
}
