import type { LoaderFunctionArgs } from "@remix-run/node";
import { getWorkspace } from "#server/attempts/get-workspace";
import { openHint, openHintSchema } from "#server/attempts/open-hint";
import { defineAction } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";

/** The ladders of an attempt as far as they were climbed; null in a mock interview. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const who = { attemptId: params.attemptId ?? "", userId: viewer.id };
  const workspace = await orThrowResponse(() => getWorkspace(context.db, who));
  return Response.json({ hints: workspace.problem.head.hints });
}

/** Opens the next hint of a section. */
export const action = defineAction(
  forSignedIn({
    schema: openHintSchema,
    unread: "This page is out of date. Reload it.",
    run: async ({ fields, viewer, params, context }) => {
      const who = { attemptId: params.attemptId ?? "", userId: viewer.id };
      return Response.json(await openHint(context.db, { ...who, ...fields }));
    },
  }),
);
