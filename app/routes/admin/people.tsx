import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { deleteAddressLock } from "#server/accounts/delete-address-lock";
import { listLockedAddresses } from "#server/accounts/get-locks";
import { listCohorts } from "#server/accounts/list-cohorts";
import { listPeople } from "#server/accounts/list-people";
import { liftAddressSchema, peopleFilterSchema } from "#domain/accounts/people.schema";
import { outcomeOf } from "~/components/people/form-outcome";
import { LockedAddresses } from "~/components/people/locked-addresses";
import { isFiltered, PeopleFilters } from "~/components/people/people-filters";
import { PeopleNav } from "~/components/people/people-nav";
import { PeopleTable } from "~/components/people/people-table";
import { ButtonLink } from "~/components/ui/button-link";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { Pager } from "~/components/ui/pager";
import { defineActions } from "~/lib/actions/define-actions";
import { requireRole } from "~/lib/require-viewer";
import { toldForm } from "./people-form";

export const meta: MetaFunction = () => [{ title: "People · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const filter = peopleFilterSchema.parse(query);
  const [list, cohorts, locks] = await Promise.all([
    listPeople(context.db, filter),
    listCohorts(context.db),
    listLockedAddresses(context.db),
  ]);
  return { list, cohorts, filter, locks };
}

export const action = defineActions({
  "lift-address": toldForm({
    schema: liftAddressSchema,
    run: async ({ fields, viewer, context }) => {
      await deleteAddressLock(context.db, { ...fields, actorId: viewer.id });
      return `Sign-in from ${fields.address} works again.`;
    },
  }),
});

export default function PeoplePage() {
  const { list, cohorts, filter, locks } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <>
      <PeopleNav />
      <PageHeader
        title="People"
        actions={<ButtonLink to="/admin/people/invitations">Invite someone</ButtonLink>}
      />
      <PeopleFilters filter={filter} cohorts={cohorts} />
      <p role="status" className="text-ink-soft mt-8 mb-3">
        {list.count === 1 ? "1 person" : `${list.count.toLocaleString("en-GB")} people`}
        {isFiltered(filter) && (list.count === 1 ? " matches the filters" : " match the filters")}
      </p>
      {list.people.length === 0 ? (
        <EmptyState
          title="No one matches these filters"
          action={<ButtonLink to="/admin/people">Clear the filters</ButtonLink>}
        >
          Remove one of the filters above, or search for part of the name.
        </EmptyState>
      ) : (
        <PeopleTable people={list.people} />
      )}
      <Pager page={list.page} pageCount={list.pageCount} />
      <LockedAddresses locks={locks} outcome={outcomeOf(outcome, "lift-address")} />
    </>
  );
}
