import type { MapFilter } from "#server/study/list-study-map";
import { FilterForm, FilterSelect } from "~/components/ui/filter-form";
import { SearchField } from "~/components/ui/search-field";
import { KIND_TITLES } from "~/lib/map-filter";

/** The search and the filters of the study map. */
export function MapFilters(props: {
  filter: MapFilter & { q: string };
  areas: [value: string, title: string][];
  isFiltered: boolean;
}) {
  const { filter } = props;
  return (
    <FilterForm
      label="Topics"
      className="md:grid-cols-[2fr_1fr_1fr_auto]"
      submitLabel="Search"
      clearTo={props.isFiltered ? "/learn" : null}
    >
      <div className="col-span-full md:col-span-1">
        <SearchField label="Search the topics" value={filter.q} />
      </div>
      <FilterSelect
        label="Area"
        name="area"
        value={filter.area}
        any="Any area"
        choices={props.areas}
      />
      <FilterSelect
        label="Kind"
        name="kind"
        value={filter.kind}
        any="Any page"
        choices={Object.entries(KIND_TITLES)}
      />
    </FilterForm>
  );
}
