import { redirect } from "@remix-run/node";
import type {
  ActionFunctionArgs,
  AppLoadContext,
  LoaderFunctionArgs,
  MetaFunction,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { cohortNameSchema, memberEmailSchema } from "#server/accounts/cohort.schema";
import { deleteCohort } from "#server/accounts/delete-cohort";
import { deleteCohortMember } from "#server/accounts/delete-cohort-member";
import { getCohort } from "#server/accounts/get-cohort";
import { saveCohortMember } from "#server/accounts/save-cohort-member";
import { updateCohort } from "#server/accounts/update-cohort";
import { AttemptsTable } from "~/components/people/attempts-table";
import { CohortMembers } from "~/components/people/cohort-members";
import { ConfirmDetails } from "~/components/people/confirm-details";
import { outcomeOf } from "~/components/people/form-outcome";
import { LineForm } from "~/components/people/line-form";
import { OutcomeNote } from "~/components/people/outcome-note";
import { PeopleNav } from "~/components/people/people-nav";
import { PersonPart } from "~/components/people/person-part";
import { Button } from "~/components/ui/button";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { readForm } from "~/lib/read-form";
import { requireRole } from "~/lib/require-viewer";
import { handle, notFound } from "~/lib/respond";
import { answerForm, refuseUnread } from "./people-form";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.cohort.name ?? "Cohort"} · Scaleboard` },
];

export function loader({ request, params, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  return handle(async () => ({ cohort: await getCohort(context.db, params.cohortId ?? "") }));
}

type Change = {
  context: AppLoadContext;
  form: Record<string, FormDataEntryValue>;
  which: { actorId: string; cohortId: string };
};

export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = requireRole(context, request, "admin");
  const form = Object.fromEntries(await readForm(request));
  const change = { context, form, which: { actorId: viewer.id, cohortId: params.cohortId ?? "" } };
  if (form["intent"] === "rename") return rename(change);
  if (form["intent"] === "add") return addMember(change);
  if (form["intent"] === "remove") return removeMember(change);
  if (form["intent"] === "delete") return remove(change);
  throw notFound("There is no such form.");
}

function rename({ context, form, which }: Change) {
  const wanted = cohortNameSchema.safeParse(form);
  if (!wanted.success) return refuseUnread("rename", wanted.error);
  return answerForm("rename", async () => {
    await updateCohort(context.db, { ...which, ...wanted.data });
    return "Renamed.";
  });
}

function addMember({ context, form, which }: Change) {
  const wanted = memberEmailSchema.safeParse(form);
  if (!wanted.success) return refuseUnread("add", wanted.error);
  return answerForm("add", async () => {
    const { personName } = await saveCohortMember(context.db, { ...which, person: wanted.data });
    return `${personName} is a member.`;
  });
}

function removeMember({ context, form, which }: Change) {
  return answerForm("remove", async () => {
    const personId = String(form["personId"]);
    await deleteCohortMember(context.db, { ...which, personId });
    return "Taken out of the cohort.";
  });
}

async function remove({ context, which }: Change) {
  const answer = await answerForm("delete", async () => {
    await deleteCohort(context.db, which);
    return "Deleted.";
  });
  return answer.data.error === null ? redirect("/admin/people/cohorts") : answer;
}

export default function CohortPage() {
  const { cohort } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const { members, attempts } = cohort;
  return (
    <>
      <PeopleNav />
      <PageHeader
        above={
          <Link to="/admin/people/cohorts" className="hover:text-ink underline underline-offset-2">
            Cohorts
          </Link>
        }
        title={cohort.name}
        lead={members.length === 1 ? "1 member" : `${members.length} members`}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex flex-col gap-12">
          <section aria-labelledby="members-title">
            <h2 id="members-title" className="mb-3 text-xl font-bold">
              Members
            </h2>
            <OutcomeNote outcome={outcomeOf(outcome, "remove")} />
            {members.length === 0 ? (
              <EmptyState title="Nobody is in it yet">
                Add somebody who has an account by their address, or invite people into this cohort.
              </EmptyState>
            ) : (
              <CohortMembers members={members} />
            )}
          </section>
          <section aria-labelledby="attempts-title">
            <h2 id="attempts-title" className="mb-3 text-xl font-bold">
              Newest attempts
            </h2>
            {attempts.length === 0 ? (
              <p className="text-ink-soft">None yet.</p>
            ) : (
              <AttemptsTable caption="Newest attempts of the members" attempts={attempts} />
            )}
          </section>
        </div>
        <div className="flex flex-col gap-8">
          <PersonPart title="Add a member">
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
              <Link
                to="/admin/people/invitations"
                className="text-accent underline underline-offset-2"
              >
                Invite somebody new
              </Link>
            </p>
          </PersonPart>
          <PersonPart title="Name">
            <LineForm
              intent="rename"
              name="name"
              label="Name of the cohort"
              submitLabel="Rename"
              defaultValue={cohort.name}
              maxLength={120}
              outcome={outcomeOf(outcome, "rename")}
            />
          </PersonPart>
          <PersonPart title="Delete">
            <ConfirmDetails summary="Delete this cohort">
              <p className="text-ink-soft">
                Its people, their attempts and their scores stay. The cohort itself can’t be brought
                back.
              </p>
              <Form method="post">
                <input type="hidden" name="intent" value="delete" />
                <Button type="submit" variant="danger">
                  Delete
                </Button>
              </Form>
              <OutcomeNote outcome={outcomeOf(outcome, "delete")} />
            </ConfirmDetails>
          </PersonPart>
        </div>
      </div>
    </>
  );
}
