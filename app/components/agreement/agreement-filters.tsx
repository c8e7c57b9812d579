import { Form, Link, useSubmit } from "@remix-run/react";
import { LENS_TITLES, LEVEL_TITLES } from "#domain/problems/scale";
import type { AgreementFilter } from "#domain/reviews/agreement.schema";
import type { AgreementChoices } from "#server/reviews/get-agreement";
import { useHydrated } from "~/lib/use-hydrated";
import { Button } from "../ui/button";
import { FilterSelect } from "../ui/filter-select";

/** What the board is of. It lives in the URL, so that a board can be kept and sent. */
export function AgreementFilters(props: { filter: AgreementFilter; choices: AgreementChoices }) {
  const { filter, choices } = props;
  const submit = useSubmit();
  const isHydrated = useHydrated();
  const { source, judged, ...narrowing } = filter;
  const isFiltered = Object.values(narrowing).some((value) => value !== "");
  return (
    <Form
      method="get"
      role="search"
      aria-label="Agreement"
      onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
      className="grid grid-cols-2 items-end gap-x-3 gap-y-4 md:grid-cols-3 lg:grid-cols-7"
    >
      <FilterSelect label="People" name="source" value={source}>
        <option value="blind">Blind ratings</option>
        <option value="all">Sign-offs too</option>
      </FilterSelect>
      <FilterSelect label="Against" name="judged" value={judged}>
        <option value="grades">Grades</option>
        <option value="estimates">Estimates</option>
      </FilterSelect>
      <FilterSelect label="Problem" name="problem" value={filter.problem}>
        <option value="">Any problem</option>
        {choices.problems.map(({ slug, title }) => (
          <option key={slug} value={slug}>
            {title}
          </option>
        ))}
      </FilterSelect>
      <FilterSelect label="Rubric" name="rubric" value={String(filter.rubric)}>
        <option value="">Any version</option>
        {choices.rubrics.map((version) => (
          <option key={version} value={version}>
            Version {version}
          </option>
        ))}
      </FilterSelect>
      <FilterSelect label="Judge" name="model" value={filter.model}>
        <option value="">Any judge</option>
        {choices.models.map((model) => (
          <option key={model} value={model}>
            {model}
          </option>
        ))}
      </FilterSelect>
      <FilterSelect label="Level" name="level" value={filter.level}>
        <option value="">Any level</option>
        {choices.levels.map((level) => (
          <option key={level} value={level}>
            {LEVEL_TITLES[level]}
          </option>
        ))}
      </FilterSelect>
      <FilterSelect label="Lens" name="lens" value={filter.lens}>
        <option value="">Any lens</option>
        {choices.lenses.map((lens) => (
          <option key={lens} value={lens}>
            {LENS_TITLES[lens]}
          </option>
        ))}
      </FilterSelect>
      {!isHydrated && (
        <Button type="submit" className="col-span-full justify-self-start">
          Show
        </Button>
      )}
      {isFiltered && (
        <Link
          to={`/review/agreement?source=${source}&judged=${judged}`}
          preventScrollReset
          className="text-accent col-span-full justify-self-start underline underline-offset-2"
        >
          Clear the filters
        </Link>
      )}
    </Form>
  );
}
