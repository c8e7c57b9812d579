import { LENS_TITLES, LEVEL_TITLES } from "#domain/problems/scale";
import type { AgreementFilter } from "#domain/reviews/agreement.schema";
import type { AgreementChoices } from "#server/reviews/get-agreement";
import { FilterForm, FilterSelect } from "../ui/filter-form";

/** What the board is of. */
export function AgreementFilters(props: { filter: AgreementFilter; choices: AgreementChoices }) {
  const { filter, choices } = props;
  const { source, judged, ...narrowing } = filter;
  const isFiltered = Object.values(narrowing).some((value) => value !== "");
  return (
    <FilterForm
      label="Agreement"
      className="md:grid-cols-3 lg:grid-cols-7"
      clearTo={isFiltered ? `/review/agreement?source=${source}&judged=${judged}` : null}
    >
      <FilterSelect
        label="People"
        name="source"
        value={source}
        choices={[
          ["blind", "Blind ratings"],
          ["all", "Sign-offs too"],
        ]}
      />
      <FilterSelect
        label="Against"
        name="judged"
        value={judged}
        choices={[
          ["grades", "Grades"],
          ["estimates", "Estimates"],
        ]}
      />
      <FilterSelect
        label="Problem"
        name="problem"
        value={filter.problem}
        any="Any problem"
        choices={choices.problems.map(({ slug, title }) => [slug, title])}
      />
      <FilterSelect
        label="Rubric"
        name="rubric"
        value={String(filter.rubric)}
        any="Any version"
        choices={choices.rubrics.map((version) => [String(version), `Version ${version}`])}
      />
      <FilterSelect
        label="Judge"
        name="model"
        value={filter.model}
        any="Any judge"
        choices={choices.models.map((model) => [model, model])}
      />
      <FilterSelect
        label="Level"
        name="level"
        value={filter.level}
        any="Any level"
        choices={choices.levels.map((level) => [level, LEVEL_TITLES[level]])}
      />
      <FilterSelect
        label="Lens"
        name="lens"
        value={filter.lens}
        any="Any lens"
        choices={choices.lenses.map((lens) => [lens, LENS_TITLES[lens]])}
      />
    </FilterForm>
  );
}
