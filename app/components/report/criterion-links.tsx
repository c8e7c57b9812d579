import type { ReactNode } from "react";
import type { CriterionView } from "~/lib/report/report-view";
import { CriterionLink } from "./criterion-link";

/** Criteria worth going to, the most important first; nothing where there are none. */
export function CriterionLinks(props: {
  title: string;
  criteria: readonly CriterionView[];
  /** Below the list. */
  children?: ReactNode;
}) {
  if (props.criteria.length === 0) return null;
  return (
    <div className="mt-8">
      <h3 className="text-lg font-semibold">{props.title}</h3>
      <ol className="mt-2 space-y-2">
        {props.criteria.map((criterion) => (
          <li key={criterion.id}>
            <CriterionLink criterion={criterion} />
          </li>
        ))}
      </ol>
      {props.children}
    </div>
  );
}
