import { redirect } from "@remix-run/node";
import type {
  ActionFunctionArgs,
  AppLoadContext,
  LoaderFunctionArgs,
  MetaFunction,
} from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { cohortChoiceSchema } from "#server/accounts/cohort.schema";
import { deleteCohortMember } from "#server/accounts/delete-cohort-member";
import { getPerson } from "#server/accounts/get-person";
import { listCohorts } from "#server/accounts/list-cohorts";
import {
  changeRoleSchema,
  extraTimeSchema,
  MAX_EXTRA_TIME_PERCENT,
} from "#server/accounts/people.schema";
import { saveCohortMember } from "#server/accounts/save-cohort-member";
import { updateAccess } from "#server/accounts/update-access";
import { updateExtraTime } from "#server/accounts/update-extra-time";
import { updateRole } from "#server/accounts/update-role";
import { listAttempts } from "#server/attempts/list-attempts";
import { AttemptsTable } from "~/components/people/attempts-table";
import { outcomeOf } from "~/components/people/form-outcome";
import { PeopleNav } from "~/components/people/people-nav";
import { PersonAccess } from "~/components/people/person-access";
import { PersonCohorts } from "~/components/people/person-cohorts";
import { PersonExtraTime } from "~/components/people/person-extra-time";
import { PersonRole } from "~/components/people/person-role";
import { LocalTime } from "~/components/ui/local-time";
import { PageHeader } from "~/components/ui/page-header";
import { openSession } from "~/lib/open-session";
import { readForm } from "~/lib/read-form";
import { requireRole } from "~/lib/require-viewer";
import { handle, notFound } from "~/lib/respond";
import { ROLE_TITLES } from "~/lib/role-titles";
import { answerForm, refuseUnread } from "./people-form";

const ATTEMPTS_SHOWN = 50;

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.person.name ?? "Person"} · Scaleboard` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = requireRole(context, request, "admin");
  return handle(async () => {
    const person = await getPerson(context.db, params.personId ?? "");
    const [cohorts, attempts] = await Promise.all([
      listCohorts(context.db),
      listAttempts(context.db, person.id),
    ]);
    return {
      person,
      cohorts,
      attempts: attempts.slice(0, ATTEMPTS_SHOWN),
      attemptCount: attempts.length,
      isSelf: person.id === viewer.id,
      maxPercent: MAX_EXTRA_TIME_PERCENT,
    };
  });
}

type Change = {
  context: AppLoadContext;
  form: Record<string, FormDataEntryValue>;
  who: { actorId: string; personId: string };
};

export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = requireRole(context, request, "admin");
  const form = Object.fromEntries(await readForm(request));
  const change = { context, form, who: { actorId: viewer.id, personId: params.personId ?? "" } };
  if (form["intent"] === "role") return changeRole(change);
  if (form["intent"] === "access") return changeAccess(change);
  if (form["intent"] === "extra-time") return setExtraTime(change);
  if (form["intent"] === "join-cohort") return joinCohort(change);
  if (form["intent"] === "leave-cohort") return leaveCohort(change);
  throw notFound("There is no such form.");
}

async function changeRole({ context, form, who }: Change) {
  const wanted = changeRoleSchema.safeParse(form);
  if (!wanted.success) return refuseUnread("role", wanted.error);
  let isOwnChanged = false;
  const answer = await answerForm("role", async () => {
    const { isChanged } = await updateRole(context.db, { ...who, ...wanted.data });
    isOwnChanged = isChanged && who.personId === who.actorId;
    const title = ROLE_TITLES[wanted.data.role];
    return isChanged
      ? `Role changed to ${title}. They sign in again.`
      : "That is the role already.";
  });
  // All sessions ended with the role, one's own too; and this page is no longer for oneself.
  return isOwnChanged ? openSession(context, { userId: who.actorId, next: "/problems" }) : answer;
}

async function changeAccess({ context, form, who }: Change) {
  const isDisabled = form["isDisabled"] === "true";
  const answer = await answerForm("access", async () => {
    await updateAccess(context.db, { ...who, isDisabled });
    return isDisabled ? "Disabled. They are signed out." : "They can sign in again.";
  });
  const isOwn = isDisabled && who.personId === who.actorId && answer.data.error === null;
  return isOwn ? redirect("/", { headers: { "Set-Cookie": context.cookies.clear() } }) : answer;
}

function setExtraTime({ context, form, who }: Change) {
  const wanted = extraTimeSchema.safeParse(form);
  if (!wanted.success) return refuseUnread("extra-time", wanted.error);
  return answerForm("extra-time", async () => {
    const { lengthenedCount } = await updateExtraTime(context.db, { ...who, ...wanted.data });
    const set = `Set to ${wanted.data.percent} %.`;
    if (!wanted.data.includesOpen) return set;
    if (lengthenedCount === 0) return `${set} No running attempt became longer by it.`;
    return `${set} ${lengthenedCount === 1 ? "One running attempt is" : `${lengthenedCount} running attempts are`} longer now.`;
  });
}

function joinCohort({ context, form, who }: Change) {
  const wanted = cohortChoiceSchema.safeParse(form);
  if (!wanted.success) return refuseUnread("cohorts", wanted.error);
  return answerForm("cohorts", async () => {
    const { cohortName } = await saveCohortMember(context.db, {
      actorId: who.actorId,
      cohortId: wanted.data.cohortId,
      person: { id: who.personId },
    });
    return `Added to ${cohortName}.`;
  });
}

function leaveCohort({ context, form, who }: Change) {
  const wanted = cohortChoiceSchema.safeParse(form);
  if (!wanted.success) return refuseUnread("cohorts", wanted.error);
  return answerForm("cohorts", async () => {
    await deleteCohortMember(context.db, { ...who, cohortId: wanted.data.cohortId });
    return "Taken out of the cohort.";
  });
}

export default function PersonPage() {
  const page = useLoaderData<typeof loader>();
  const { person, attempts } = page;
  const outcome = useActionData<typeof action>();
  return (
    <>
      <PeopleNav />
      <PageHeader
        above={
          <Link to="/admin/people" className="hover:text-ink underline underline-offset-2">
            People
          </Link>
        }
        title={person.name}
        lead={
          <>
            <span className="wrap-anywhere">{person.email}</span> · {ROLE_TITLES[person.role]}
            {person.disabledAt !== null && ", disabled"} · here since{" "}
            <LocalTime iso={person.createdAt} detail="date" />
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <section aria-labelledby="attempts-title">
          <h2 id="attempts-title" className="mb-3 text-xl font-bold">
            Attempts
          </h2>
          {attempts.length === 0 ? (
            <p className="text-ink-soft">None yet.</p>
          ) : (
            <AttemptsTable caption={`Attempts of ${person.name}`} attempts={attempts} />
          )}
          {page.attemptCount > attempts.length && (
            <p className="text-ink-soft mt-3">The newest {attempts.length} are shown.</p>
          )}
        </section>
        <div className="flex flex-col gap-8">
          <PersonRole person={person} outcome={outcomeOf(outcome, "role")} />
          <PersonExtraTime
            person={person}
            maxPercent={page.maxPercent}
            outcome={outcomeOf(outcome, "extra-time")}
          />
          <PersonCohorts
            person={person}
            cohorts={page.cohorts}
            outcome={outcomeOf(outcome, "cohorts")}
          />
          <PersonAccess
            person={person}
            isSelf={page.isSelf}
            outcome={outcomeOf(outcome, "access")}
          />
        </div>
      </div>
    </>
  );
}
