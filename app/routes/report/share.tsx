import { data } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { createShareSchema, revokeShareSchema } from "#domain/grading/share.schema";
import { createShareLink } from "#server/grades/create-share-link";
import { listShareLinks } from "#server/grades/list-share-links";
import { revokeShareLink } from "#server/grades/revoke-share-link";
import { reachOf } from "#server/net/reach-of";
import { ShareDesk } from "~/components/report/share-desk";
import type { ShareReply } from "~/components/report/share-desk";
import { PageHeader } from "~/components/ui/page-header";
import { TextLink } from "~/components/ui/text-link";
import { defineActions } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { sayRefusal } from "~/lib/actions/refusal";
import type { FormRefusal } from "~/lib/actions/refusal";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? `Share: ${page.problem.title}` : "Share a report"} · Scaleboard` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const who = { attemptId: params["attemptId"] ?? "", userId: viewer.id };
  const page = await orThrowResponse(() => listShareLinks(context.db, who));
  return { ...page, reach: reachOf(context.settings.appUrl) };
}

const refused = (refusal: FormRefusal) =>
  data<ShareReply>({ made: null, error: sayRefusal(refusal) }, { status: refusal.status });

export const action = defineActions({
  create: forSignedIn({
    schema: createShareSchema,
    unread: "Choose how long the link works.",
    refuse: refused,
    run: async ({ fields, viewer, params, context }) => {
      const { token, expiresAt } = await createShareLink(context.db, {
        ...fields,
        attemptId: params["attemptId"] ?? "",
        userId: viewer.id,
      });
      const url = `${context.settings.appUrl}/shared/${token}`;
      return data<ShareReply>({ made: { url, expiresAt }, error: null });
    },
  }),
  revoke: forSignedIn({
    schema: revokeShareSchema,
    unread: "There is no such link.",
    refuse: refused,
    run: async ({ fields, viewer, params, context }) => {
      const who = { attemptId: params["attemptId"] ?? "", userId: viewer.id };
      await revokeShareLink(context.db, { ...who, ...fields });
      return data<ShareReply>({ made: null, error: null });
    },
  }),
});

/** The same as the report's dialog, for whoever comes by its address or without JavaScript. */
export default function SharePage() {
  const page = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        above={
          <TextLink to={`/attempts/${page.attemptId}/report`} look="back">
            Report: {page.problem.title}
          </TextLink>
        }
        title="Share this report"
      />
      <div className="max-w-2xl">
        <ShareDesk page={page} reply={useActionData<typeof action>() ?? null} />
      </div>
    </>
  );
}
