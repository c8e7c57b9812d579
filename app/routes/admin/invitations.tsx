import { data } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { createInvitation, INVITATION_DAYS } from "#server/accounts/create-invitation";
import { inviteSchema } from "#domain/accounts/invitation.schema";
import { listCohorts } from "#server/accounts/list-cohorts";
import { listInvitations } from "#server/accounts/list-invitations";
import { revokeInvitation } from "#server/accounts/revoke-invitation";
import { OneTimeLink } from "~/components/people/one-time-link";
import type { MadeLink } from "~/components/people/one-time-link";
import { InvitationsTable } from "~/components/people/invitations-table";
import { InviteForm } from "~/components/people/invite-form";
import { OutcomeNote } from "~/components/people/outcome-note";
import { PeopleNav } from "~/components/people/people-nav";
import { EmptyState } from "~/components/ui/empty-state";
import { PageHeader } from "~/components/ui/page-header";
import { Section } from "~/components/ui/section";
import { defineActions } from "~/lib/actions/define-actions";
import { forAdmins } from "~/lib/actions/form-action";
import { toFormResult } from "~/lib/form-result";
import type { FormResult } from "~/lib/form-result";
import { requireRole } from "~/lib/require-viewer";
import { toldForm } from "./people-form";

export const meta: MetaFunction = () => [{ title: "Invitations · Scaleboard" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  const [invitations, cohorts] = await Promise.all([
    listInvitations(context.db),
    listCohorts(context.db),
  ]);
  return { invitations, cohorts, days: INVITATION_DAYS.candidate };
}

type Invited = { intent: "invite"; link: MadeLink | null; result: FormResult | undefined };

export const action = defineActions({
  invite: forAdmins({
    schema: inviteSchema,
    refuse: (refusal) => {
      const result = toFormResult(refusal, { fields: ["email", "role", "cohortId"] });
      return data<Invited>({ intent: "invite", link: null, result }, { status: refusal.status });
    },
    run: async ({ fields, viewer, context }) => {
      const invited = await createInvitation(context.db, { ...fields, actorId: viewer.id });
      const url = new URL(`/invitation/${invited.token}`, context.settings.appUrl).href;
      const link = { email: fields.email, url, expiresAt: invited.expiresAt.toISOString() };
      return data<Invited>({ intent: "invite", link, result: undefined });
    },
  }),
  revoke: toldForm({
    schema: z.object({ invitationId: z.string().max(100) }),
    run: async ({ fields, viewer, context }) => {
      const { email } = await revokeInvitation(context.db, { actorId: viewer.id, ...fields });
      return `Revoked: the link for ${email} no longer works.`;
    },
  }),
});

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
        lead={`A link creates one account, with the role and the cohort you choose here. No e-mail is sent: you share the link yourself. It works for ${days} days. One for an admin works for a day, and the other admins get a notice of it.`}
      />
      <Section title="Invite someone">
        {/* Keyed by the link: a form that went through is empty again. */}
        <InviteForm key={link?.url} cohorts={cohorts} result={invited?.result} />
        {link !== null && (
          <div className="mt-6">
            <OneTimeLink link={link}>It works for one account.</OneTimeLink>
          </div>
        )}
      </Section>
      <Section title="Open invitations" className="mt-12">
        <OutcomeNote outcome={outcome !== undefined && "notice" in outcome ? outcome : null} />
        {invitations.length === 0 ? (
          <EmptyState title="No open invitations">
            An invitation appears here until it is used or revoked.
          </EmptyState>
        ) : (
          <InvitationsTable invitations={invitations} />
        )}
      </Section>
    </>
  );
}
