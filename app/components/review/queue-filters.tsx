import type { Queue } from "#server/reviews/list-queue";
import type { QueueFilter } from "#domain/reviews/review.schema";
import { FilterForm, FilterSelect } from "~/components/ui/filter-form";

type Choices<Name extends keyof QueueFilter> = Record<QueueFilter[Name] & string, string>;

const SHOWN: Choices<"show"> = { open: "Not signed off", signed: "Signed off", all: "All" };
const REASONS: Choices<"reason"> = {
  any: "Any reason",
  appeal: "Open appeal",
  attention: "Grading failed",
  disputed: "Disagreement",
  person: "Needs review",
  unsure: "Low confidence",
};
const ASSIGNED: Choices<"assigned"> = { anyone: "Anyone", me: "Me", nobody: "Nobody" };
const SORTS: Choices<"sort"> = {
  urgent: "Most urgent",
  oldest: "Longest waiting",
  newest: "Newest",
  disputed: "Most disputed",
  unsure: "Least sure",
  lowest: "Lowest total",
};

/** The queue's filters and order. */
export function QueueFilters(props: { filter: QueueFilter; problems: Queue["problems"] }) {
  const { filter, problems } = props;
  const isFiltered =
    filter.show !== "open" ||
    filter.reason !== "any" ||
    filter.assigned !== "anyone" ||
    filter.problem !== "";
  return (
    <FilterForm label="Reviews" className="md:grid-cols-5" clearTo={isFiltered ? "/review" : null}>
      <Choice label="Show" name="show" value={filter.show} choices={SHOWN} />
      <Choice label="Why it’s here" name="reason" value={filter.reason} choices={REASONS} />
      <Choice label="Assigned to" name="assigned" value={filter.assigned} choices={ASSIGNED} />
      <FilterSelect
        label="Problem"
        name="problem"
        value={filter.problem}
        any="Any problem"
        choices={problems.map(({ slug, title }) => [slug, title])}
      />
      <Choice label="Order" name="sort" value={filter.sort} choices={SORTS} />
    </FilterForm>
  );
}

function Choice({
  choices,
  ...rest
}: {
  label: string;
  name: string;
  value: string;
  choices: Record<string, string>;
}) {
  return <FilterSelect {...rest} choices={Object.entries(choices)} />;
}
