import { redirect } from "@remix-run/node";
import type { AppLoadContext, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ClientActionFunctionArgs } from "@remix-run/react";
import { z } from "zod";
import { MIN_PASSWORD_CHARS } from "#domain/accounts/account.schema";
import { DEMO_ADDRESS_END } from "#server/accounts/demo-address";
import { getDemoPerson } from "#server/accounts/demo-people";
import { deleteAccount } from "#server/accounts/delete-account";
import { endSessions } from "#server/accounts/end-sessions";
import { listSessions } from "#server/accounts/list-sessions";
import {
  changeEmailSchema,
  changeNameSchema,
  changePasswordSchema,
  deleteAccountSchema,
  endSessionSchema,
} from "#domain/accounts/own-account.schema";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { updateEmail } from "#server/accounts/update-email";
import { updateOwnName } from "#server/accounts/update-own-name";
import { updatePassword } from "#server/accounts/update-password";
import { outcomeOf } from "~/components/account/account-outcome";
import { DeleteAccount } from "~/components/account/delete-account";
import { KeepLink } from "~/components/account/keep-line";
import { NameAndEmail } from "~/components/account/name-and-email";
import { OwnData } from "~/components/account/own-data";
import { OwnPasswordForm } from "~/components/account/own-password-form";
import { OwnSessions } from "~/components/account/own-sessions";
import { Callout } from "~/components/ui/callout";
import { PageHeader } from "~/components/ui/page-header";
import { defineActions } from "~/lib/actions/define-actions";
import { readOwner } from "~/lib/saving/browser-owner";
import { requireViewer } from "~/lib/require-viewer";
import { accountForm, told } from "./account-form";

export const meta: MetaFunction = () => [{ title: "Your account · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const sessions = await listSessions(context.db, {
    userId: viewer.id,
    token: context.sessionToken,
  });
  const { name, email } = viewer;
  return {
    name,
    email,
    sessions,
    isDemo: email.endsWith(DEMO_ADDRESS_END),
    /** The demo candidate of one browser; null for accounts, and for the demo's staff, whom all share. */
    demoPerson: await getDemoPerson(context.db, viewer),
    minPasswordChars: MIN_PASSWORD_CHARS,
  };
}

/** @throws Error for a viewer without a session: there is none */
function whoAsks(viewer: Viewer, { sessionToken }: AppLoadContext) {
  if (sessionToken === null) throw new Error("signed in without a session");
  return { userId: viewer.id, sessionToken };
}

export const action = defineActions({
  name: accountForm({
    schema: changeNameSchema,
    run: async ({ fields, viewer, context }) => {
      await updateOwnName(context.db, { userId: viewer.id, ...fields });
      return told("name", "Saved.");
    },
  }),
  email: accountForm({
    schema: changeEmailSchema,
    run: async ({ fields, viewer, context }) => {
      const by = whoAsks(viewer, context);
      await updateEmail(context.db, context.loginLimiter, { ...fields, ...by });
      return told("email", `Changed. Sign in with ${fields.email} from now on.`);
    },
  }),
  password: accountForm({
    schema: changePasswordSchema,
    run: async ({ fields, viewer, context }) => {
      const by = whoAsks(viewer, context);
      await updatePassword(context.db, context.loginLimiter, { ...fields, ...by });
      const session = await createSession(context.db, viewer.id, context.userAgent);
      const cookie = context.cookies.issue(session.token, session.expiresAt);
      const notice = "Changed. Every other browser is signed out.";
      return told("password", notice, { "Set-Cookie": cookie });
    },
  }),
  "end-session": accountForm({
    schema: endSessionSchema,
    run: async ({ fields, viewer, context }) => {
      const { endedCount } = await endSessions(context.db, { userId: viewer.id, ...fields });
      return told("sessions", endedCount === 1 ? "Signed out." : "That session had already ended.");
    },
  }),
  "end-other-sessions": accountForm({
    schema: z.object({}),
    run: async ({ viewer, context }) => {
      const kept = { userId: viewer.id, keptToken: context.sessionToken };
      const { endedCount } = await endSessions(context.db, kept);
      return told("sessions", `${endedCount} other sessions signed out.`);
    },
  }),
  delete: accountForm({
    schema: deleteAccountSchema,
    run: async ({ fields, viewer, context }) => {
      const by = whoAsks(viewer, context);
      const { ownPassword } = fields;
      await deleteAccount(context.db, context.loginLimiter, { ...by, ownPassword });
      return redirect("/", { headers: { "Set-Cookie": context.cookies.clear() } });
    },
  }),
});

export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  const owner = readOwner();
  try {
    return await serverAction<typeof action>();
  } catch (thrown) {
    // Only a deleted account leads away from here.
    if (thrown instanceof Response && thrown.headers.get("Location") === "/" && owner)
      await import("~/components/offline/forget-browser").then((m) => m.forgetPerson(owner));
    throw thrown;
  }
}

export default function AccountPage() {
  const { name, email, sessions, isDemo, demoPerson, minPasswordChars } =
    useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <>
      <PageHeader title="Your account" lead={email} />
      {isDemo && (
        <Callout tone="info" className="mb-8 max-w-2xl">
          {demoPerson ? (
            <>
              This demo account belongs to this browser; no one else sees it. It has no password, so
              it can’t be opened anymore once this browser forgets its cookies.{" "}
              {demoPerson.hasWork
                ? "Its work stays on this server until you delete it."
                : "It is deleted after a week without a visit, unless you’ve started something in it."}{" "}
              <KeepLink>under a name and a password.</KeepLink>
            </>
          ) : (
            "This is a demo account on this machine. It has no password, and can’t be changed or deleted."
          )}
        </Callout>
      )}
      <div className="grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-10 lg:grid-cols-2">
        {!isDemo && (
          <div className="flex flex-col gap-10">
            <NameAndEmail
              name={name}
              email={email}
              nameOutcome={outcomeOf(outcome, "name")}
              emailOutcome={outcomeOf(outcome, "email")}
            />
            <OwnPasswordForm
              minPasswordChars={minPasswordChars}
              outcome={outcomeOf(outcome, "password")}
            />
          </div>
        )}
        <div className="flex flex-col gap-10">
          <OwnSessions sessions={sessions} outcome={outcomeOf(outcome, "sessions")} />
          <OwnData />
          {(!isDemo || demoPerson) && (
            <DeleteAccount hasPassword={!isDemo} outcome={outcomeOf(outcome, "delete")} />
          )}
        </div>
      </div>
    </>
  );
}
