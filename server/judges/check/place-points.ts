import { checkPlace } from "../../grading/verify-answer";
import type { Diagram } from "#domain/diagram/diagram.schema";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { ClaimedEvidence } from "../../grading/judge";
import type { Verification } from "../../grading/verification";
import type { PlantedPoint } from "./planted-points.schema";

/**
 * Finds the places of a planted point, as those of a model's are found.
 * @throws Error for one that the answer doesn't hold
 */
export function placePoint(
  { places }: Pick<PlantedPoint, "places">,
  drawn: Diagram,
  verification: Verification,
): Evidence[] {
  return places.map((place) => {
    const claim = toClaim(place, drawn);
    const found = checkPlace(claim, verification);
    if (typeof found === "string") throw new Error(`a planted point has no place: ${found}`);
    return found;
  });
}

function toClaim(place: PlantedPoint["places"][number], { nodes }: Diagram): ClaimedEvidence {
  if ("quote" in place) return { source: place.section, quote: place.quote };
  const ids = nodes.flatMap(({ id, label }) => (label === place.box ? [id] : []));
  return { source: "diagram", ids };
}
