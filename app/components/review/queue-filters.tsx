import { Form, Link, useSubmit } from "@remix-run/react";
import type { Queue } from "#server/reviews/list-queue";
import type { QueueFilter } from "#domain/reviews/review.schema";
import { Button } from "~/components/ui/button";
import { FilterSelect } from "~/components/ui/filter-select";
import { useHydrated } from "~/lib/use-hydrated";

type Choices<Name extends keyof QueueFilter> = Record<QueueFilter[Name] & string, string>;

const SHOWN: Choices<"show"> = { open: "Not signed off", signed: "Signed off", all: "All" };
const REASONS: Choices<"reason"> = {
  any: "Any reason",
  appeal: "Open appeal",
  attention: "Grading failed",
  disputed: "Verdicts differ",
  person: "Needs a person",
  unsure: "Low confidence",
};
const ASSIGNED: Choices<"assigned"> = { anyone: "Anyone", me: "Me", nobody: "Nobody" };
const SORTS: Choices<"sort"> = {
  urgent: "Most pressing",
  oldest: "Longest waiting",
  newest: "Newest",
  disputed: "Most disputed",
  unsure: "Least sure",
  lowest: "Lowest total",
};

/** The queue's filters and order. They live in the URL, so that a view can be kept and sent. */
export function QueueFilters(props: { filter: QueueFilter; problems: Queue["problems"] }) {
  const { filter, problems } = props;
  const submit = useSubmit();
  const isHydrated = useHydrated();
  const isFiltered =
    filter.show !== "open" ||
    filter.reason !== "any" ||
    filter.assigned !== "anyone" ||
    filter.problem !== "";
  return (
    <Form
      method="get"
      role="search"
      aria-label="Reviews"
      onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
      className="grid grid-cols-2 items-end gap-x-3 gap-y-4 md:grid-cols-5"
    >
      <Choice label="Show" name="show" value={filter.show} choices={SHOWN} />
      <Choice label="Reason to look" name="reason" value={filter.reason} choices={REASONS} />
      <Choice label="Assigned to" name="assigned" value={filter.assigned} choices={ASSIGNED} />
      <FilterSelect label="Problem" name="problem" value={filter.problem}>
        <option value="">Any problem</option>
        {problems.map(({ slug, title }) => (
          <option key={slug} value={slug}>
            {title}
          </option>
        ))}
      </FilterSelect>
      <Choice label="Order" name="sort" value={filter.sort} choices={SORTS} />
      {!isHydrated && (
        <Button type="submit" className="col-span-full justify-self-start">
          Show
        </Button>
      )}
      {isFiltered && (
        <Link
          to="/review"
          preventScrollReset
          className="text-accent col-span-full justify-self-start underline underline-offset-2"
        >
          Clear the filters
        </Link>
      )}
    </Form>
  );
}

function Choice(props: {
  label: string;
  name: string;
  value: string;
  choices: Record<string, string>;
}) {
  return (
    <FilterSelect label={props.label} name={props.name} value={props.value}>
      {Object.entries(props.choices).map(([value, title]) => (
        <option key={value} value={value}>
          {title}
        </option>
      ))}
    </FilterSelect>
  );
}
