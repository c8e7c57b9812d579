import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "@remix-run/node";
import type {
  ActionFunctionArgs,
  AppLoadContext,
  LoaderFunctionArgs,
  MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { createInvitation, INVITATION_DAYS } from "#server/accounts/create-invitation";
import { inviteSchema } from "#server/accounts/invitation.schema";
import { listCohorts } from "#server/accounts/list-cohorts";
import { listInvitations } from "#server/accounts/list-invitations";
import { revokeInvitation } from "#server/accounts/revoke-invitation";
import { isAppError } from "#server/errors";
import { InvitationLink } from "~/components/people/invitation-link";
import type { MadeLink } from "~/components/people/invitation-link";
import { InvitationsTable } from "~/components/people/invitations-table";
import { InviteForm } from "~/components/people/invite-form";
import { OutcomeNote } from "~/components/people/outcome-note";
import { PeopleNav } from "~/components/people/people-nav";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import type { FormResult } from "~/lib/form-result";
import { readForm } from "~/lib/read-form";
import { requireRole } from "~/lib/require-viewer";
import { notFound } from "~/lib/respond";
import { answerForm } from "./people-form";

export const meta: MetaFunction = () => [{ title: "Invitations · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  const [invitations, cohorts] = await Promise.all([
    listInvitations(context.db),
    listCohorts(context.db),
  ]);
  return { invitations, cohorts, days: INVITATION_DAYS };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = requireRole(context, request, "admin");
  const form = await readForm(request);
  if (form.get("intent") === "invite") return invite(context, viewer.id, form);
  if (form.get("intent") !== "revoke") throw notFound("There is no such form.");
  return answerForm("revoke", async () => {
    const invitationId = String(form.get("invitationId"));
    const { email } = await revokeInvitation(context.db, { actorId: viewer.id, invitationId });
    return `Revoked: the link for ${email} opens nothing any more.`;
  });
}

type Invited = { intent: "invite"; link: MadeLink | null; result: FormResult | undefined };

async function invite(context: AppLoadContext, actorId: string, form: FormData) {
  const submission = parseWithZod(form, { schema: inviteSchema });
  if (submission.status !== "success") {
    return data<Invited>(
      { intent: "invite", link: null, result: submission.reply() },
      { status: 400 },
    );
  }
  try {
    const { token, expiresAt } = await createInvitation(context.db, {
      ...submission.value,
      actorId,
    });
    const url = new URL(`/invitation/${token}`, context.settings.appUrl).href;
    const link = { email: submission.value.email, url, expiresAt: expiresAt.toISOString() };
    return data<Invited>({ intent: "invite", link, result: undefined });
  } catch (error) {
    if (!isAppError(error)) throw error;
    // What is in the way of an invitation is its address; a cohort that is gone is the choice's.
    const field = error.code === "conflict" ? "email" : "cohortId";
    const result = submission.reply({ fieldErrors: { [field]: [error.userMessage] } });
    return data<Invited>({ intent: "invite", link: null, result }, { status: error.status });
  }
}

export default function InvitationsPage() {
  const { invitations, cohorts, days } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const invited = outcome !== undefined && "link" in outcome ? outcome : null;
  const link = invited?.link ?? null;
  return (
    <>
      <PeopleNav />
      <PageHeader
        title="Invitations"
        lead={`A link makes one account, with the role and the cohort you choose here. No mail is sent: you pass the link on. It is good for ${days} days.`}
      />
      <section aria-labelledby="invite-title">
        <h2 id="invite-title" className="mb-4 text-xl font-bold">
          Invite somebody
        </h2>
        {/* Keyed by the link: a form that went through is empty again. */}
        <InviteForm key={link?.url} cohorts={cohorts} result={invited?.result} />
        {link !== null && (
          <div className="mt-6">
            <InvitationLink link={link} />
          </div>
        )}
      </section>
      <section aria-labelledby="open-title" className="mt-12">
        <h2 id="open-title" className="mb-3 text-xl font-bold">
          Open invitations
        </h2>
        <OutcomeNote outcome={outcome !== undefined && "notice" in outcome ? outcome : null} />
        {invitations.length === 0 ? (
          <EmptyState title="None is open">
            An invitation stands here until it is used or revoked.
          </EmptyState>
        ) : (
          <InvitationsTable invitations={invitations} />
        )}
      </section>
    </>
  );
}
