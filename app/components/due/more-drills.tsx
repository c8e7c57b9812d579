import type { DueDrill } from "#server/practice/get-due";
import { SECTION_TITLES } from "#domain/problems/scale";
import { formatMinutes } from "~/lib/time";
import { StartDrill } from "./start-drill";

/** One more drill on a day whose share is done. */
export function MoreDrills({ drill }: { drill: DueDrill }) {
  return (
    <StartDrill
      slug={drill.problem.slug}
      criteria={drill.criteria.map(({ id }) => id)}
      from={drill.from}
      about={`${SECTION_TITLES[drill.section]}, ${drill.problem.title}`}
      label={`Do ${formatMinutes(drill.minutes)} more`}
    />
  );
}
