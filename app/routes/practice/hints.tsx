import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { getWorkspace } from "#server/attempts/get-workspace";
import { openHint, openHintSchema } from "#server/attempts/open-hint";
import { readForm } from "~/lib/read-form";
import { requireViewer } from "~/lib/require-viewer";
import { handle as answer } from "~/lib/respond";

/** The ladders of an attempt as far as they were climbed; null in a mock interview. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const who = { attemptId: params.attemptId ?? "", userId: viewer.id };
  const workspace = await answer(() => getWorkspace(context.db, who));
  return Response.json({ hints: workspace.problem.head.hints });
}

/** Opens the next hint of a section. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = requireViewer(context, request);
  const step = openHintSchema.safeParse(Object.fromEntries(await readForm(request)));
  if (!step.success) {
    const userMessage = "This page is out of date. Reload it.";
    throw data({ code: "bad_request", userMessage }, { status: 400 });
  }
  const who = { attemptId: params.attemptId ?? "", userId: viewer.id };
  return Response.json(await answer(() => openHint(context.db, { ...who, ...step.data })));
}
