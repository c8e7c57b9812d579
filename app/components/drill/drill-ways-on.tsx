import { ButtonLink } from "~/components/ui/button-link";
import type { DrillAgain } from "~/lib/report/drill-result-view";
import { StartDrillForm } from "./start-drill-form";

/** From a drill on: the same again, or back to where it came from. */
export function DrillWaysOn(props: { again: DrillAgain; reportTo: string | null }) {
  if (props.reportTo === null) return null;
  return (
    <div className="mt-10 flex flex-wrap gap-3 print:hidden">
      <StartDrillForm {...props.again}>Again</StartDrillForm>
      <ButtonLink to={props.reportTo}>Back to the report</ButtonLink>
    </div>
  );
}

/** From a taster on: the whole round, or the question again. */
export function TasterWaysOn({ slug }: { slug: string }) {
  return (
    <div className="mt-10 flex flex-wrap gap-3 print:hidden">
      <ButtonLink to={`/problems/${slug}`} variant="primary">
        Do the whole round
      </ButtonLink>
      <ButtonLink to="/problems">Choose another problem</ButtonLink>
      <ButtonLink to="/taster" variant="quiet">
        Try the question again
      </ButtonLink>
    </div>
  );
}
