import { LEVEL_TITLES, SECTION_TITLES } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { StepReason } from "./next-steps";

/** Why a step, to the candidate. An estimate has no points, and what it misses may be there. */
export function sayReason(
  section: SectionId,
  reason: Exclude<StepReason, { kind: "points" }>,
  { isEstimate }: { isEstimate: boolean },
): string {
  const title = SECTION_TITLES[section];
  switch (reason.kind) {
    case "empty":
      return "You left this section empty. All that your level asks here is still open.";
    case "nothing":
      return isEstimate
        ? `No idea the rubric looks for was found in ${title}.`
        : `${title} has earned nothing of what your level asks.`;
    case "far_below":
      return isEstimate
        ? `${title} is your thinnest section: far fewer ideas were found here than in the others.`
        : `${title} is at ${reason.percent}% of what your level asks; the other sections are at ${reason.others}%.`;
    case "crosses":
      return `It counts most toward the ${LEVEL_TITLES[reason.level].toLowerCase()} bar.`;
    case "heaviest":
      if (isEstimate) return "Among the heaviest ideas that weren’t found.";
      return sayWorth(reason.percent);
    case "above_level":
      return `Not asked of you yet: it is what a ${LEVEL_TITLES[reason.level].toLowerCase()} answer adds.`;
  }
}

function sayWorth(percent: number): string {
  const points = Math.round(percent);
  if (points === 0) return "Worth less than one of the 100 points.";
  return `Worth about ${points} of the 100 points.`;
}
