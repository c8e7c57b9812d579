import { LENSES, LENS_TITLES } from "#domain/problems/scale";
import type { ProblemCard } from "#server/problems/list-problems";
import { FilterForm, FilterSelect } from "~/components/ui/filter-form";
import { SearchField } from "~/components/ui/search-field";
import { FILTER_NAMES, isFiltered } from "~/lib/problem-filter";
import type { FilterName, ProblemFilter } from "~/lib/problem-filter";
import { DIFFICULTY_TITLES } from "~/lib/problem-words";
import { toTopicTitle } from "~/lib/topic-title";

const NAMES: Record<FilterName, { label: string; any: string }> = {
  topic: { label: "Topic", any: "Any topic" },
  tier: { label: "Tier", any: "Any tier" },
  lens: { label: "Lens", any: "Any lens" },
  difficulty: { label: "Difficulty", any: "Any difficulty" },
  minutes: { label: "Length", any: "Any length" },
};

function isDifficulty(value: string): value is ProblemCard["difficulty"] {
  return value in DIFFICULTY_TITLES;
}

function toChoiceTitle(name: FilterName, value: string): string {
  if (name === "topic") return toTopicTitle(value);
  if (name === "tier") return `Tier ${value}`;
  if (name === "minutes") return `${value} min`;
  if (name === "difficulty") return isDifficulty(value) ? DIFFICULTY_TITLES[value] : value;
  const lens = LENSES.find((known) => known === value);
  return lens === undefined ? value : LENS_TITLES[lens];
}

/** The filters of the catalogue. */
export function ProblemFilters(props: {
  filter: ProblemFilter;
  choices: Record<FilterName, string[]>;
}) {
  const { filter } = props;
  return (
    <FilterForm
      label="Problems"
      className="md:grid-cols-[repeat(5,minmax(0,1fr))_auto]"
      submitLabel="Search"
      clearTo={isFiltered(filter) ? "/problems" : null}
    >
      <div className="col-span-full">
        <SearchField label="Search by product, topic or technique" value={filter.q} />
      </div>
      {FILTER_NAMES.map((name) => (
        <FilterSelect
          key={name}
          {...NAMES[name]}
          name={name}
          value={filter[name]}
          choices={props.choices[name].map((value) => [value, toChoiceTitle(name, value)])}
        />
      ))}
    </FilterForm>
  );
}
