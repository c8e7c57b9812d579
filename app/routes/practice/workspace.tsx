import { data, redirect } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { getWorkspace } from "#server/attempts/get-workspace";
import { submitAttempt, submitKeySchema } from "#server/attempts/submit-attempt";
import { WorkspaceRoom } from "~/components/workspace/workspace-room";
import type { PageHandle } from "~/lib/page-handle";
import { renderMarkdown } from "~/lib/render-markdown";
import { requireViewer } from "~/lib/require-viewer";
import { handle as answer } from "~/lib/respond";

export const handle: PageHandle = { frame: "full" };

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.workspace.problem.head.title ?? "Workspace"} · Scaleboard` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const attemptId = params.attemptId ?? "";
  const workspace = await answer(() => getWorkspace(context.db, { attemptId, userId: viewer.id }));
  if (workspace.attempt.status === "submitted") throw redirect(`/attempts/${attemptId}/report`);
  return { workspace, statementHtml: renderMarkdown(workspace.problem.statementMarkdown) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = requireViewer(context, request);
  const attemptId = params.attemptId ?? "";
  const submitKey = submitKeySchema.safeParse((await request.formData()).get("submitKey"));
  if (!submitKey.success)
    throw data(
      {
        code: "bad_request",
        userMessage: "This page is out of date. Reload it and hand in again.",
      },
      { status: 400 },
    );
  await answer(() =>
    submitAttempt(
      context.db,
      context.jobs,
      { attemptId, userId: viewer.id, submitKey: submitKey.data, mode: context.settings.judgeMode },
      (error) => context.log.error({ err: error, attemptId }, "the grading was not enqueued"),
    ),
  );
  return redirect(`/attempts/${attemptId}/report`);
}

export default function WorkspacePage() {
  const { workspace, statementHtml } = useLoaderData<typeof loader>();
  // Another attempt is another room: nothing of the first may be carried over.
  return (
    <WorkspaceRoom key={workspace.attempt.id} workspace={workspace} statementHtml={statementHtml} />
  );
}
