import { createContext, useContext } from "react";
import type { ReactNode } from "react";
import type { SectionId } from "#domain/problems/scale";
import { SECTION_TITLES } from "#domain/problems/scale";
import { StartDrillForm } from "~/components/drill/start-drill-form";
import { TextLink } from "~/components/ui/text-link";
import type { CriterionView } from "~/lib/report/report-view";

/** What a report's own candidate can practise from it. */
export type PractiseFrom = {
  attemptId: string;
  slug: string;
  /** Ids of criteria that a drill may be about. */
  drillable: string[];
};

const PractiseContext = createContext<PractiseFrom | null>(null);

/** @param props.from null for whoever reads somebody else's report */
export function PractiseFromProvider(props: { from: PractiseFrom | null; children: ReactNode }) {
  return <PractiseContext.Provider value={props.from}>{props.children}</PractiseContext.Provider>;
}

/** Starts a drill of a criterion that is not met. */
export function DrillIt({ criterion }: { criterion: CriterionView }) {
  const from = useContext(PractiseContext);
  const { id, excluded } = criterion;
  const verdict = criterion.review?.given?.verdict ?? criterion.verdict;
  if (from === null || verdict === "met" || excluded !== null) return null;
  if (!from.drillable.includes(id)) return null;
  return (
    <div className="mt-2">
      <StartDrillForm slug={from.slug} criteria={[id]} from={from.attemptId} size="sm">
        Drill it
      </StartDrillForm>
    </div>
  );
}

/** Leads to the retry of a section. */
export function RetrySection({ section }: { section: SectionId }) {
  const from = useContext(PractiseContext);
  if (from === null) return null;
  return (
    <TextLink
      to={`/attempts/${from.attemptId}/retry?section=${section}`}
      className="text-small print:hidden"
    >
      Retry this section<span className="sr-only">: {SECTION_TITLES[section]}</span>
    </TextLink>
  );
}
