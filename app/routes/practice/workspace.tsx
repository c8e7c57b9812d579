import { redirect } from "@remix-run/node";
import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data, isRouteErrorResponse, useActionData, useLoaderData } from "@remix-run/react";
import type { ClientActionFunctionArgs, ClientLoaderFunctionArgs } from "@remix-run/react";
import { z } from "zod";
import { getWorkspace } from "#server/attempts/get-workspace";
import { submitAttempt, submitKeySchema } from "#server/attempts/submit-attempt";
import { recallWorkspace } from "~/components/workspace/last-workspace";
import { WorkspaceView } from "~/components/workspace/workspace-view";
import { defineAction } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import type { PageHandle } from "~/lib/page-handle";
import { renderMarkdown } from "#domain/markdown/render-markdown";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";

export const handle: PageHandle = { frame: "full" };

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.workspace.problem.head.title ?? "Workspace"} · Scaleboard` },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const attemptId = params.attemptId ?? "";
  const workspace = await orThrowResponse(() =>
    getWorkspace(context.db, { attemptId, userId: viewer.id }),
  );
  if (workspace.attempt.status === "submitted") throw redirect(`/attempts/${attemptId}/report`);
  return { workspace, statementHtml: renderMarkdown(workspace.problem.statementMarkdown) };
}

/**
 * In the browser the workspace asks again now and then. No answer is no reason to lose the page: what was
 * known stays on the page, and the next asking may succeed.
 */
export async function clientLoader({ params, serverLoader }: ClientLoaderFunctionArgs) {
  try {
    return await serverLoader<typeof loader>();
  } catch (error) {
    const known = recallWorkspace(params.attemptId ?? "");
    if (known !== null && isNoAnswer(error)) return known;
    throw error;
  }
}

/** A redirect and a refusal are answers; a broken connection and a server in trouble are none. */
function isNoAnswer(error: unknown): boolean {
  if (error instanceof Response) return error.status >= 500;
  if (isRouteErrorResponse(error)) return error.status >= 500;
  return error instanceof Error;
}

export const action = defineAction(
  forSignedIn({
    schema: z.object({ submitKey: submitKeySchema }),
    unread: "This page is out of date. Reload it and hand in again.",
    run: async ({ fields, viewer, params, context }) => {
      const attemptId = params.attemptId ?? "";
      const { mode } = context.settings.judgeDefaults;
      await submitAttempt(
        context.db,
        context.jobs,
        { attemptId, userId: viewer.id, submitKey: fields.submitKey, mode },
        (error) => context.log.error({ err: error, attemptId }, "the grading was not enqueued"),
      );
      return redirect(`/attempts/${attemptId}/report`);
    },
  }),
);

/** Handing in without an answer leaves the candidate in the workspace, told so. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction<typeof action>();
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    const problem =
      "The server did not answer. Nothing is lost: hand in again, it counts only once.";
    // As a failure, so that the page's loaders are not asked: they would not be answered either.
    return data({ problem }, { status: 503 });
  }
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
