import { data } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { acceptInvitation } from "#server/accounts/accept-invitation";
import { MIN_PASSWORD_CHARS } from "#domain/accounts/account.schema";
import { getInvitation } from "#server/accounts/get-invitation";
import type { Invitation } from "#server/accounts/get-invitation";
import { acceptInvitationSchema } from "#domain/accounts/invitation.schema";
import type { Role } from "#domain/accounts/roles";
import { AcceptForm } from "~/components/people/accept-form";
import { ButtonLink } from "~/components/ui/button-link";
import { Callout } from "~/components/ui/callout";
import { LocalTime } from "~/components/ui/local-time";
import { defineAction } from "~/lib/actions/define-actions";
import { forAnyone } from "~/lib/actions/form-action";
import { toFormResult } from "~/lib/form-result";
import { openSession } from "~/lib/open-session";
import { notFound } from "~/lib/respond";

export const meta: MetaFunction = () => [{ title: "Invitation · Scaleboard" }];

type Shown = {
  /** Null: no such invitation. */
  invitation: Invitation | null;
  /** Who is signed in in this browser already. */
  signedInAs: string | null;
  minPasswordChars: number;
};

export async function loader({ params, context }: LoaderFunctionArgs) {
  const invitation = await getInvitation(context.db, params.token ?? "");
  const signedInAs = context.viewer?.name ?? null;
  return data<Shown>(
    { invitation, signedInAs, minPasswordChars: MIN_PASSWORD_CHARS },
    { status: invitation === null ? 404 : invitation.state === "open" ? 200 : 410 },
  );
}

/** Where somebody new begins. */
const FIRST_PAGES: Record<Role, string> = {
  candidate: "/problems",
  reviewer: "/review",
  admin: "/welcome",
};

export const action = defineAction(
  forAnyone({
    schema: acceptInvitationSchema,
    admit: async ({ params, context }) => {
      const invitation = await getInvitation(context.db, params.token ?? "");
      if (invitation === null) throw notFound("There is no such invitation.");
    },
    refuse: (refusal) =>
      data(toFormResult(refusal, { fields: ["name", "password"], secret: ["password"] }), {
        status: refusal.status,
      }),
    run: async ({ fields, params, context }) => {
      const token = params.token ?? "";
      const { userId, role } = await acceptInvitation(context.db, { ...fields, token });
      return openSession(context, { userId, next: FIRST_PAGES[role] });
    },
  }),
);

export default function InvitationPage() {
  const { invitation, signedInAs, minPasswordChars } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  if (invitation?.state !== "open") return <ClosedDoor state={invitation?.state ?? "unknown"} />;
  return (
    <div className="mx-auto max-w-sm">
      <h1 className="text-3xl font-bold">You are invited</h1>
      <p className="text-ink-soft mt-3">
        {WELCOMES[invitation.role]}
        {invitation.cohortName !== null && ` You join ${invitation.cohortName}.`} The link works for
        one account, until <LocalTime iso={invitation.expiresAt} />.
      </p>
      {signedInAs !== null && (
        <Callout tone="info" className="mt-5">
          You are signed in as {signedInAs}. The new account is separate, and you continue with it.
        </Callout>
      )}
      <AcceptForm email={invitation.email} minPasswordChars={minPasswordChars} result={result} />
    </div>
  );
}

const WELCOMES: Record<Role, string> = {
  candidate: "Practice system-design interviews here, and read what a strict grader makes of them.",
  reviewer: "As a reviewer, you read what candidates hand in and decide how it is graded.",
  admin: "As an admin, you manage this server’s problems, people and judge.",
};

const CLOSED: Record<"used" | "revoked" | "expired" | "unknown", { title: string; text: string }> =
  {
    used: {
      title: "This invitation was used",
      text: "A link creates one account. If it’s yours, sign in with the password you chose.",
    },
    revoked: {
      title: "This invitation was revoked",
      text: "Ask the person who invited you for a new link.",
    },
    expired: {
      title: "This invitation has expired",
      text: "Ask the person who invited you for a new link.",
    },
    unknown: {
      title: "There is no such invitation",
      text: "Part of the link may be missing. Open it again exactly as it was sent to you.",
    },
  };

function ClosedDoor(props: { state: keyof typeof CLOSED }) {
  const { title, text } = CLOSED[props.state];
  return (
    <div className="max-w-2xl py-8">
      <h1 className="text-3xl font-bold sm:text-4xl">{title}</h1>
      <p className="mt-4 text-lg">{text}</p>
      <div className="mt-8 flex flex-wrap gap-2">
        <ButtonLink to="/sign-in" variant="primary">
          Sign in
        </ButtonLink>
        <ButtonLink to="/">What Scaleboard is</ButtonLink>
      </div>
    </div>
  );
}
