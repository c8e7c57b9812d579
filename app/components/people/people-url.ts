import type { PeopleFilter } from "#domain/accounts/people.schema";

/** The list's address with this filter, at that page. */
export function toPeopleUrl(filter: PeopleFilter, page: number): string {
  const query = new URLSearchParams();
  if (filter.q !== "") query.set("q", filter.q);
  if (filter.role !== null) query.set("role", filter.role);
  if (filter.cohort !== null) query.set("cohort", filter.cohort);
  if (filter.state !== null) query.set("state", filter.state);
  if (page > 1) query.set("page", String(page));
  const search = query.toString();
  return search === "" ? "/admin/people" : `/admin/people?${search}`;
}

/** Whether anybody may be left out. */
export function isFiltered(filter: PeopleFilter): boolean {
  return toPeopleUrl(filter, 1) !== "/admin/people";
}
