import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getTaster } from "#server/problems/get-taster";
import { listProblems } from "#server/problems/list-problems";
import { listProspects } from "#server/rubrics/list-prospects";
import { listSamples } from "#server/problems/get-sample";
import { searchProblems } from "#server/search/search-problems";
import { ProblemFilters } from "~/components/practice/problem-filters";
import { ProblemRow } from "~/components/practice/problem-row";
import { SampleLinks } from "~/components/practice/sample-links";
import { NoResultHere, StartHere } from "~/components/practice/start-here";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { describePage } from "~/lib/describe-page";
import {
  filterProblems,
  isFiltered,
  listChoices,
  readFilter,
  suggestFirst,
} from "~/lib/problem-filter";
import { pickFound } from "~/lib/read-search";

const LEAD = "Each is one interview: draw the system and answer five questions about it.";

export const meta: MetaFunction = (place) =>
  describePage(place, { title: "Problems", description: LEAD, preview: "problem" });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, viewer } = context;
  const judge = await context.getJudge();
  const [all, prospects] = await Promise.all([
    listProblems(db, viewer?.id ?? null),
    listProspects(db, judge),
  ]);
  const filter = readFilter(new URL(request.url).searchParams);
  const found = filter.q === "" ? null : await searchProblems(db, filter.q);
  const problems = filterProblems(found === null ? all : pickFound(all, found), filter);
  // Who looks for something knows what they want.
  const suggested = isFiltered(filter) ? null : suggestFirst(all, prospects);
  const mayTaste = suggested !== null && viewer !== null;
  return {
    samples: await listSamples(db),
    problems,
    filter,
    choices: listChoices(all),
    count: all.length,
    suggested,
    prospects,
    hasTaster: mayTaste && (await getTaster(db, judge)) !== null,
    /** Said to people who have begun nothing: all that they can get here are their own marks. */
    hasNoResult:
      !all.some(({ isTried }) => isTried) &&
      Object.values(prospects).every((one) => one === "own_marks"),
  };
}

export default function ProblemsPage() {
  const page = useLoaderData<typeof loader>();
  const { problems, filter, choices, count, suggested, samples, prospects } = page;
  if (count === 0) {
    return (
      <>
        <PageHeader title="Problems" />
        <EmptyState title="No problems are loaded yet">
          Problems live as files in the folder “problems” and are loaded when the server starts.
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader title="Problems" lead={LEAD} />
      <SampleLinks samples={samples} className="text-ink-soft -mt-4 mb-8" />
      {suggested !== null && (
        <StartHere
          problem={suggested}
          prospect={prospects[suggested.slug] ?? "own_marks"}
          hasTaster={page.hasTaster}
        />
      )}
      {page.hasNoResult && <NoResultHere />}
      <ProblemFilters filter={filter} choices={choices} />
      <p role="status" className="text-ink-soft mt-8 mb-3">
        {problems.length === count
          ? `${count} ${count === 1 ? "problem" : "problems"}`
          : `${problems.length} of ${count} problems`}
      </p>
      {problems.length === 0 ? (
        <EmptyState
          title={
            filter.q === ""
              ? "No problem matches these filters"
              : `No problem matches “${filter.q}”`
          }
          action={<ButtonLink to="/problems">Clear the filters</ButtonLink>}
        >
          {filter.q === ""
            ? "Remove one of the filters above."
            : "Try one plain word for the product or the part you mean, such as search, chat or serving, or remove one of the filters above."}
        </EmptyState>
      ) : (
        <ul className="border-line border-b">
          {problems.map((problem) => (
            <ProblemRow
              key={problem.slug}
              problem={problem}
              prospect={prospects[problem.slug] ?? "own_marks"}
            />
          ))}
        </ul>
      )}
    </>
  );
}
