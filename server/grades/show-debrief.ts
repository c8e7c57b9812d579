import type { Debrief, DebriefPoint } from "#domain/grading/debrief.schema";
import type { DebriefGiven, ShownPoint } from "#domain/grading/shown-debrief";
import type { PointEdit } from "#domain/reviews/point-edit.schema";

/**
 * A debrief as its candidate, and whoever they share it with, may see it: by name every field that
 * leaves the server. What recognised a failure, what was dropped and what a reviewer struck stay here,
 * and so does the sentence on what sinks the design once a point that sinks it was struck.
 */
export function showDebrief(
  debrief: Debrief | undefined,
  edits: readonly PointEdit[],
): DebriefGiven {
  if (debrief === undefined) return null;
  if (debrief.status === "left_out") return { leftOut: debrief.reason };
  const { isLater, heart, sinks, strengths, points, asides = [], nextQuestion } = debrief;
  const standing = edits.filter(({ withdrawnAt }) => withdrawnAt === null);
  const struck = new Set(standing.flatMap((one) => (one.kind === "struck" ? one.pointId : [])));
  const hasLostWhatSinks = points.some(({ id, danger }) => danger === "sinks" && struck.has(id));
  return {
    isLater,
    heart,
    sinks: hasLostWhatSinks ? "" : sinks,
    strengths: strengths.map(({ place, why }) => ({ place, why })),
    points: points.filter(({ id }) => !struck.has(id)).map((point) => showPoint(point, standing)),
    asides: asides.map(({ place, says }) => ({ place, says })),
    nextQuestion,
  };
}

/** Who corrected a point is between the candidate and the reviewers: for strangers and for files. */
export function withoutNames(debrief: DebriefGiven): DebriefGiven {
  if (debrief === null || "leftOut" in debrief) return debrief;
  const points = debrief.points.map(({ corrected, ...point }) => ({
    ...point,
    corrected: corrected && { ...corrected, by: "a reviewer" },
  }));
  return { ...debrief, points };
}

function showPoint(point: DebriefPoint, standing: readonly PointEdit[]): ShownPoint {
  const { id, kind, danger, section, places, figures, criterionIds, sceptic } = point;
  const edit = standing.find((one) => one.pointId === id && one.kind === "corrected");
  const correction = edit?.kind === "corrected" ? edit : null;
  const { headline, consequence, sayInstead } = correction?.wording ?? point;
  return {
    id,
    kind,
    danger,
    section,
    headline,
    places,
    consequence,
    sayInstead,
    figures: correction === null ? figures : figures.filter(({ shown }) => isSaid(shown)),
    criterionIds,
    sceptic,
    corrected: correction && { by: correction.by, at: correction.at },
  };

  /** A sum whose number a reviewer took out explains nothing any more. */
  function isSaid(shown: string): boolean {
    return [headline, consequence, sayInstead].some((text) => text.includes(shown));
  }
}
