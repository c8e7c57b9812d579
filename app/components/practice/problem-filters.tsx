import { Form, Link, useSubmit } from "@remix-run/react";
import { LENSES, LENS_TITLES } from "#domain/problems/scale";
import type { ProblemCard } from "#server/problems/list-problems";
import { Button } from "~/components/ui/button";
import { Field } from "~/components/ui/field";
import { Select } from "~/components/ui/select";
import { FILTER_NAMES } from "~/lib/problem-filter";
import type { FilterName, ProblemFilter } from "~/lib/problem-filter";
import { DIFFICULTY_TITLES } from "~/lib/problem-words";
import { toTopicTitle } from "~/lib/topic-title";
import { useHydrated } from "~/lib/use-hydrated";

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

/** The filters of the catalogue. They live in the URL, so that a list can be kept and sent. */
export function ProblemFilters(props: {
  filter: ProblemFilter;
  choices: Record<FilterName, string[]>;
}) {
  const submit = useSubmit();
  const isHydrated = useHydrated();
  const isFiltered = FILTER_NAMES.some((name) => props.filter[name] !== null);
  return (
    <Form
      method="get"
      role="search"
      aria-label="Problems"
      onChange={(event) => submit(event.currentTarget, { replace: true, preventScrollReset: true })}
      className="grid grid-cols-2 items-end gap-x-3 gap-y-4 md:grid-cols-5"
    >
      {FILTER_NAMES.map((name) => (
        <Field key={name} label={NAMES[name].label}>
          {/* Keyed, so that "Clear" and the back button change an uncontrolled select too. */}
          <Select
            key={props.filter[name] ?? "any"}
            name={name}
            defaultValue={props.filter[name] ?? ""}
          >
            <option value="">{NAMES[name].any}</option>
            {props.choices[name].map((value) => (
              <option key={value} value={value}>
                {toChoiceTitle(name, value)}
              </option>
            ))}
          </Select>
        </Field>
      ))}
      {!isHydrated && (
        <Button type="submit" className="col-span-full justify-self-start">
          Show
        </Button>
      )}
      {isFiltered && (
        <Link
          to="/problems"
          preventScrollReset
          className="text-accent col-span-full justify-self-start underline underline-offset-2"
        >
          Clear the filters
        </Link>
      )}
    </Form>
  );
}
