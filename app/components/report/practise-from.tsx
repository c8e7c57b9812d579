import { createContext, useContext } from "react";
import type { ReactNode } from "react";
import type { SectionId } from "#domain/problems/scale";
import { SECTION_TITLES } from "#domain/problems/scale";
import { StartDrillForm } from "~/components/drill/start-drill-form";
import { TextLink } from "~/components/ui/text-link";
import { suggestClusters } from "#domain/rubrics/suggest-clusters";
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

/** Null where nothing can be begun: in somebody else's report, and in a sample. */
export function usePractiseFrom(): PractiseFrom | null {
  return useContext(PractiseContext);
}

/** Missed, by a reviewer where one has looked, and counted. */
function isMissed({ verdict, review, excluded }: CriterionView): boolean {
  return (review?.given?.verdict ?? verdict) !== "met" && excluded === null;
}

/** Starts a drill of a criterion that is not met. */
export function DrillIt({ criterion }: { criterion: CriterionView }) {
  const from = usePractiseFrom();
  if (from === null || !isMissed(criterion) || !from.drillable.includes(criterion.id)) return null;
  return (
    <div className="mt-2">
      <StartDrillForm slug={from.slug} criteria={[criterion.id]} from={from.attemptId} size="sm">
        Drill it
      </StartDrillForm>
    </div>
  );
}

/** Starts a drill of those missed criteria of a section that share a topic. */
export function DrillTogether({ criteria }: { criteria: readonly CriterionView[] }) {
  const from = usePractiseFrom();
  if (from === null) return null;
  const [cluster] = suggestClusters(
    criteria
      .filter((one) => isMissed(one) && from.drillable.includes(one.id))
      .map(({ id, section, topics }) => ({ id, section, topics: topics.map(({ slug }) => slug) })),
  );
  if (cluster === undefined) return null;
  const numbers = criteria.flatMap(({ id, number }) => (cluster.includes(id) ? [number] : []));
  return (
    <div className="mt-6">
      <StartDrillForm slug={from.slug} criteria={cluster} from={from.attemptId} size="sm">
        Drill {joinNumbers(numbers)} together
      </StartDrillForm>
    </div>
  );
}

/** "3 and 5", "3, 5 and 8". */
function joinNumbers(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  return `${sorted.slice(0, -1).join(", ")} and ${sorted.at(-1)}`;
}

/** Leads to the retry of a section. */
export function RetrySection({ section }: { section: SectionId }) {
  const from = usePractiseFrom();
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
