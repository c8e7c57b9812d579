import { redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { cohortChoiceSchema } from "#domain/accounts/cohort.schema";
import { createPasswordReset } from "#server/accounts/create-password-reset";
import { deleteCohortMember } from "#server/accounts/delete-cohort-member";
import { deletePersonLock } from "#server/accounts/delete-person-lock";
import { getPersonLock } from "#server/accounts/get-locks";
import { getPerson } from "#server/accounts/get-person";
import { listCohorts } from "#server/accounts/list-cohorts";
import {
  changeRoleSchema,
  extraTimeSchema,
  MAX_EXTRA_TIME_PERCENT,
} from "#domain/accounts/people.schema";
import { saveCohortMember } from "#server/accounts/save-cohort-member";
import type { Viewer } from "#server/accounts/sessions";
import { updateAccess } from "#server/accounts/update-access";
import { updateExtraTime } from "#server/accounts/update-extra-time";
import { updateRole } from "#server/accounts/update-role";
import { listDebriefStates } from "#server/grades/list-debrief-states";
import { listAttemptsForAdmin, listOwnAttempts } from "#server/attempts/list-attempts";
import { AttemptsTable } from "~/components/people/attempts-table";
import { outcomeOf } from "~/components/people/form-outcome";
import { PeopleNav } from "~/components/people/people-nav";
import { PersonAccess } from "~/components/people/person-access";
import { PersonCohorts } from "~/components/people/person-cohorts";
import { PersonExtraTime } from "~/components/people/person-extra-time";
import { PersonSignIn } from "~/components/people/person-sign-in";
import type { MadeLink } from "~/components/people/one-time-link";
import { PersonReset } from "~/components/people/person-reset";
import { PersonRole } from "~/components/people/person-role";
import { LocalTime } from "~/components/ui/local-time";
import { MixedDebriefs } from "~/components/report/mixed-debriefs";
import { PageHeader } from "~/components/ui/page-header";
import { Section } from "~/components/ui/section";
import { TextLink } from "~/components/ui/text-link";
import { defineActions } from "~/lib/actions/define-actions";
import { forAdmins } from "~/lib/actions/form-action";
import type { Ask } from "~/lib/actions/form-action";
import { openSession } from "~/lib/open-session";
import { requireRole } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";
import { sayRevoked } from "~/lib/revoked-words";
import { ROLE_TITLES } from "~/lib/role-titles";
import { tellRefusal, toldForm } from "./people-form";

const ATTEMPTS_SHOWN = 50;

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.person.name ?? "Person"} · Scaleboard` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = requireRole(context, request, "admin");
  return orThrowResponse(async () => {
    const person = await getPerson(context.db, params.personId ?? "");
    const [cohorts, attempts, lock] = await Promise.all([
      listCohorts(context.db),
      person.id === viewer.id
        ? listOwnAttempts(context.db, person.id)
        : listAttemptsForAdmin(context.db, person.id),
      getPersonLock(context.db, person),
    ]);
    const shown = attempts.slice(0, ATTEMPTS_SHOWN);
    return {
      person,
      lock,
      cohorts,
      attempts: shown,
      debriefs: await listDebriefStates(context.db, shown),
      attemptCount: attempts.length,
      isSelf: person.id === viewer.id,
      maxPercent: MAX_EXTRA_TIME_PERCENT,
    };
  });
}

type AskOf<Schema extends z.ZodObject> = Ask<Viewer, z.output<Schema>>;

const accessSchema = z.object({ isDisabled: z.stringbool() });

export const action = defineActions({
  role: toldForm({ schema: changeRoleSchema, run: changeRole }),
  access: toldForm({ schema: accessSchema, run: changeAccess }),
  "extra-time": toldForm({ schema: extraTimeSchema, run: setExtraTime }),
  "join-cohort": toldForm({ schema: cohortChoiceSchema, run: joinCohort }),
  "leave-cohort": toldForm({ schema: cohortChoiceSchema, run: leaveCohort }),
  "reset-link": forAdmins({
    schema: z.object({}),
    refuse: (refusal) => tellRefusal(refusal),
    run: async ({ context, ...ask }) => {
      const made = await createPasswordReset(context.db, whoOf(ask));
      const url = new URL(`/reset/${made.token}`, context.settings.appUrl).href;
      const link: MadeLink = { email: made.email, url, expiresAt: made.expiresAt.toISOString() };
      return { intent: "reset-link", notice: null, error: null, link };
    },
  }),
  "lift-lock": toldForm({ schema: z.object({}), run: liftLock }),
});

function whoOf({ viewer, params }: Pick<Ask<Viewer, unknown>, "viewer" | "params">) {
  return { actorId: viewer.id, personId: params.personId ?? "" };
}

async function changeRole({ fields, ...ask }: AskOf<typeof changeRoleSchema>) {
  const who = whoOf(ask);
  const { isChanged, revoked } = await updateRole(ask.context.db, { ...who, ...fields });
  if (!isChanged) return "They already have that role.";
  // All sessions ended with the role, one's own too; and this page is no longer for oneself.
  if (who.personId === who.actorId) {
    return openSession(ask.context, { userId: who.actorId, next: "/problems" });
  }
  return `Role changed to ${ROLE_TITLES[fields.role]}. They need to sign in again.${sayRevoked(revoked)}`;
}

async function changeAccess({ fields, ...ask }: AskOf<typeof accessSchema>) {
  const who = whoOf(ask);
  const { revoked } = await updateAccess(ask.context.db, { ...who, ...fields });
  if (!fields.isDisabled) return "They can sign in again.";
  if (who.personId !== who.actorId) return `Disabled. They are signed out.${sayRevoked(revoked)}`;
  return redirect("/", { headers: { "Set-Cookie": ask.context.cookies.clear() } });
}

async function setExtraTime({ fields, ...ask }: AskOf<typeof extraTimeSchema>) {
  const { lengthenedCount } = await updateExtraTime(ask.context.db, { ...whoOf(ask), ...fields });
  const set = `Set to ${fields.percent}%.`;
  if (!fields.includesOpen) return set;
  if (lengthenedCount === 0) return `${set} No attempt in progress was extended.`;
  return `${set} ${lengthenedCount === 1 ? "One attempt in progress was" : `${lengthenedCount} attempts in progress were`} extended.`;
}

async function joinCohort({ fields, ...ask }: AskOf<typeof cohortChoiceSchema>) {
  const { actorId, personId } = whoOf(ask);
  const membership = { actorId, cohortId: fields.cohortId, person: { id: personId } };
  const { cohortName } = await saveCohortMember(ask.context.db, membership);
  return `Added to ${cohortName}.`;
}

async function leaveCohort({ fields, ...ask }: AskOf<typeof cohortChoiceSchema>) {
  await deleteCohortMember(ask.context.db, { ...whoOf(ask), ...fields });
  return "Removed from the cohort.";
}

async function liftLock(ask: AskOf<z.ZodObject>) {
  await deletePersonLock(ask.context.db, whoOf(ask));
  return "They can try again now.";
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
          <TextLink to="/admin/people" look="back">
            People
          </TextLink>
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
        <Section title="Attempts">
          {attempts.length === 0 ? (
            <p className="text-ink-soft">None yet.</p>
          ) : (
            <AttemptsTable caption={`Attempts of ${person.name}`} attempts={attempts} />
          )}
          <MixedDebriefs states={page.debriefs} />
          {page.attemptCount > attempts.length && (
            <p className="text-ink-soft mt-3">The newest {attempts.length} are shown.</p>
          )}
        </Section>
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
          <PersonSignIn lock={page.lock} outcome={outcomeOf(outcome, "lift-lock")} />
          <PersonReset
            isAdmin={person.role === "admin"}
            link={outcome && "link" in outcome ? outcome.link : null}
            outcome={outcome && "link" in outcome ? null : outcomeOf(outcome, "reset-link")}
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
