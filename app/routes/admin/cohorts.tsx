import { redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { cohortNameSchema } from "#domain/accounts/cohort.schema";
import { createCohort } from "#server/accounts/create-cohort";
import { listCohorts } from "#server/accounts/list-cohorts";
import { outcomeOf } from "~/components/people/form-outcome";
import { LineForm } from "~/components/people/line-form";
import { PeopleNav } from "~/components/people/people-nav";
import { Cell, HeadCell, Row, Table } from "~/components/ui/table";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { Section } from "~/components/ui/section";
import { TextLink } from "~/components/ui/text-link";
import { defineActions } from "~/lib/actions/define-actions";
import { requireRole } from "~/lib/require-viewer";
import { toldForm } from "./people-form";

export const meta: MetaFunction = () => [{ title: "Cohorts · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  return { cohorts: await listCohorts(context.db) };
}

export const action = defineActions({
  create: toldForm({
    schema: cohortNameSchema,
    run: async ({ fields, viewer, context }) => {
      const { cohortId } = await createCohort(context.db, { actorId: viewer.id, ...fields });
      return redirect(`/admin/people/cohorts/${cohortId}`);
    },
  }),
});

const COLUMNS = [{ title: "Cohort" }, { title: "People", className: "text-right" }];

export default function CohortsPage() {
  const { cohorts } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <>
      <PeopleNav />
      <PageHeader
        title="Cohorts"
        lead="People who practice together: a class, a study group. A cohort shows how its members are doing."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_22rem]">
        {cohorts.length === 0 ? (
          <EmptyState title="No cohort yet">
            Create one here, then invite people into it or add them from their page.
          </EmptyState>
        ) : (
          <Table caption="Cohorts" columns={COLUMNS}>
            {cohorts.map(({ id, name, memberCount }) => (
              <Row key={id}>
                <HeadCell>
                  <TextLink to={`/admin/people/cohorts/${id}`} look="row" className="wrap-anywhere">
                    {name}
                  </TextLink>
                </HeadCell>
                <Cell label="People" className="tabular-nums sm:text-right">
                  {memberCount}
                </Cell>
              </Row>
            ))}
          </Table>
        )}
        <Section title="Create a cohort">
          <LineForm
            intent="create"
            name="name"
            label="Name"
            submitLabel="Create cohort"
            maxLength={120}
            outcome={outcomeOf(outcome, "create")}
          />
        </Section>
      </div>
    </>
  );
}
