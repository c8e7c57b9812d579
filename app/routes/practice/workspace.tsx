import { redirect } from "@remix-run/node";
import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ClientActionFunctionArgs, ClientLoaderFunctionArgs } from "@remix-run/react";
import { nameWriter } from "#server/accounts/name-writer";
import { getProspectOf } from "#server/rubrics/list-prospects";
import { getWorkspace } from "#server/attempts/get-workspace";
import { handInOrSay } from "~/components/workspace/hand-in-or-say";
import { askOrRecall } from "~/components/workspace/last-workspace";
import { WorkspaceView } from "~/components/workspace/workspace-view";
import { defineAction } from "~/lib/actions/define-actions";
import { handInForm } from "~/lib/actions/hand-in-form";
import type { PageHandle } from "~/lib/page-handle";
import { renderMarkdown } from "#domain/markdown/render-markdown";
import { inTurn } from "~/lib/in-turn";
import { AFTER_HAND_IN } from "~/lib/problem-words";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";

export const handle: PageHandle = { frame: "full" };

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.workspace.problem.head.title ?? "Workspace"} · Scaleboard` },
];

export const loader = inTurn(async ({ request, params, context }) => {
  const viewer = requireViewer(context, request);
  const attemptId = params.attemptId ?? "";
  const workspace = await orThrowResponse(() =>
    getWorkspace(context.db, { attemptId, userId: viewer.id }),
  );
  if (workspace.attempt.kind === "drill") throw redirect(`/drills/${attemptId}`);
  if (workspace.attempt.status === "submitted") throw redirect(`/attempts/${attemptId}/report`);
  return {
    workspace,
    briefHtml: renderMarkdown(workspace.problem.briefMarkdown),
    afterHandIn:
      AFTER_HAND_IN[await getProspectOf(context.db, attemptId, await context.getJudge())],
    writer: nameWriter(viewer, context.sessionToken),
  };
});

/** In the browser the workspace asks again now and then. */
export function clientLoader({ params, serverLoader }: ClientLoaderFunctionArgs) {
  return askOrRecall(params.attemptId ?? "", () => serverLoader<typeof loader>());
}

export const action = defineAction(handInForm());

export function clientAction({ params, serverAction }: ClientActionFunctionArgs) {
  return handInOrSay(params.attemptId ?? "", () => serverAction<typeof action>());
}

export default function WorkspacePage() {
  const loaded = useLoaderData<typeof loader>();
  const result = useActionData<{ problem: string }>();
  return (
    <WorkspaceView
      // Another attempt is another workspace: nothing of the first may be carried over.
      key={loaded.workspace.attempt.id}
      loaded={loaded}
      handInError={result?.problem ?? null}
    />
  );
}
