import { redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { cohortNameSchema, memberEmailSchema } from "#domain/accounts/cohort.schema";
import { deleteCohort } from "#server/accounts/delete-cohort";
import { deleteCohortMember } from "#server/accounts/delete-cohort-member";
import { listDebriefStates } from "#server/grades/list-debrief-states";
import { getCohort } from "#server/accounts/get-cohort";
import { saveCohortMember } from "#server/accounts/save-cohort-member";
import type { Viewer } from "#server/accounts/sessions";
import { updateCohort } from "#server/accounts/update-cohort";
import { AttemptsTable } from "~/components/people/attempts-table";
import { CohortMembers } from "~/components/people/cohort-members";
import { ConfirmDetails } from "~/components/people/confirm-details";
import { outcomeOf } from "~/components/people/form-outcome";
import { LineForm } from "~/components/people/line-form";
import { OutcomeNote } from "~/components/people/outcome-note";
import { PeopleNav } from "~/components/people/people-nav";
import { Button } from "~/components/ui/button";
import { MixedDebriefs } from "~/components/report/mixed-debriefs";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { Section } from "~/components/ui/section";
import { TextLink } from "~/components/ui/text-link";
import { defineActions } from "~/lib/actions/define-actions";
import type { Ask } from "~/lib/actions/form-action";
import { requireRole } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";
import { toldForm } from "./people-form";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.cohort.name ?? "Cohort"} · Scaleboard` },
];

export function loader({ request, params, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  return orThrowResponse(async () => {
    const cohort = await getCohort(context.db, params.cohortId ?? "");
    return { cohort, debriefs: await listDebriefStates(context.db, cohort.attempts) };
  });
}

export const action = defineActions({
  rename: toldForm({
    schema: cohortNameSchema,
    run: async ({ fields, ...ask }) => {
      await updateCohort(ask.context.db, { ...whichOf(ask), ...fields });
      return "Renamed.";
    },
  }),
  add: toldForm({
    schema: memberEmailSchema,
    run: async ({ fields, ...ask }) => {
      const who = { ...whichOf(ask), person: fields };
      const { personName } = await saveCohortMember(ask.context.db, who);
      return `${personName} was added.`;
    },
  }),
  remove: toldForm({
    schema: z.object({ personId: z.string().max(100) }),
    run: async ({ fields, ...ask }) => {
      await deleteCohortMember(ask.context.db, { ...whichOf(ask), ...fields });
      return "Removed from the cohort.";
    },
  }),
  delete: toldForm({
    schema: z.object({}),
    run: async (ask) => {
      await deleteCohort(ask.context.db, whichOf(ask));
      return redirect("/admin/people/cohorts");
    },
  }),
});

function whichOf({ viewer, params }: Pick<Ask<Viewer, unknown>, "viewer" | "params">) {
  return { actorId: viewer.id, cohortId: params.cohortId ?? "" };
}

export default function CohortPage() {
  const { cohort, debriefs } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const { members, attempts } = cohort;
  return (
    <>
      <PeopleNav />
      <PageHeader
        above={
          <TextLink to="/admin/people/cohorts" look="back">
            Cohorts
          </TextLink>
        }
        title={cohort.name}
        lead={members.length === 1 ? "1 member" : `${members.length} members`}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex flex-col gap-12">
          <Section title="Members">
            <OutcomeNote outcome={outcomeOf(outcome, "remove")} />
            {members.length === 0 ? (
              <EmptyState title="No members yet">
                Add someone by the e-mail address of their account, or invite people into this
                cohort.
              </EmptyState>
            ) : (
              <CohortMembers members={members} />
            )}
          </Section>
          <Section title="Newest attempts">
            {attempts.length === 0 ? (
              <p className="text-ink-soft">None yet.</p>
            ) : (
              <AttemptsTable caption="Newest attempts of the members" attempts={attempts} />
            )}
            <MixedDebriefs states={debriefs} />
          </Section>
        </div>
        <div className="flex flex-col gap-8">
          <Section isRuled title="Add a member">
            <LineForm
              intent="add"
              name="email"
              type="email"
              label="E-mail of their account"
              submitLabel="Add"
              maxLength={254}
              outcome={outcomeOf(outcome, "add")}
            />
            <p className="mt-3">
              <TextLink to="/admin/people/invitations">Invite someone new</TextLink>
            </p>
          </Section>
          <Section isRuled title="Name">
            <LineForm
              intent="rename"
              name="name"
              label="Name of the cohort"
              submitLabel="Rename"
              defaultValue={cohort.name}
              maxLength={120}
              outcome={outcomeOf(outcome, "rename")}
            />
          </Section>
          <Section isRuled title="Delete">
            <ConfirmDetails summary="Delete this cohort">
              <p className="text-ink-soft">
                Its people, their attempts and their scores stay. The cohort itself can’t be
                restored.
              </p>
              <Form method="post">
                <input type="hidden" name="intent" value="delete" />
                <Button type="submit" variant="danger">
                  Delete
                </Button>
              </Form>
              <OutcomeNote outcome={outcomeOf(outcome, "delete")} />
            </ConfirmDetails>
          </Section>
        </div>
      </div>
    </>
  );
}
