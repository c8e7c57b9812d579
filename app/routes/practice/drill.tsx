import { redirect } from "@remix-run/node";
import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ClientActionFunctionArgs, ClientLoaderFunctionArgs } from "@remix-run/react";
import { nameWriter } from "#server/accounts/name-writer";
import { getDrill } from "#server/attempts/get-drill";
import { getCallCost } from "#server/usage/get-call-cost";
import { renderMarkdown } from "#domain/markdown/render-markdown";
import { DrillView } from "~/components/drill/drill-view";
import { handInOrSay } from "~/components/workspace/hand-in-or-say";
import { askOrRecall } from "~/components/workspace/last-workspace";
import { defineAction } from "~/lib/actions/define-actions";
import { handInForm } from "~/lib/actions/hand-in-form";
import { nameDrill } from "~/lib/name-drill";
import type { PageHandle } from "~/lib/page-handle";
import { inTurn } from "~/lib/in-turn";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";

export const handle: PageHandle = { frame: "full" };

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? nameDrill(page.room) : "Drill"} · Scaleboard` },
];

export const loader = inTurn(async ({ request, params, context }) => {
  const viewer = requireViewer(context, request);
  const attemptId = params["attemptId"] ?? "";
  const { workspace, room } = await orThrowResponse(() =>
    getDrill(context.db, { attemptId, userId: viewer.id }),
  );
  if (workspace.attempt.status === "submitted") throw redirect(`/drills/${attemptId}/result`);
  const { settings } = await context.getJudge();
  const isGraded = settings.hasModel && !room.isTaster;
  const { given, ...shown } = room;
  return {
    workspace,
    briefHtml: renderMarkdown(given.markdown),
    writer: nameWriter(viewer, context.sessionToken),
    caseHtml: given.caseMarkdown === null ? null : renderMarkdown(given.caseMarkdown),
    room: shown,
    judge: isGraded
      ? { model: settings.model, callUsd: await getCallCost(context.db, settings.model) }
      : null,
  };
});

/** In the browser the room asks again now and then. */
export function clientLoader({ params, serverLoader }: ClientLoaderFunctionArgs) {
  return askOrRecall(params["attemptId"] ?? "", () => serverLoader<typeof loader>());
}

export const action = defineAction(handInForm());

export function clientAction({ params, serverAction }: ClientActionFunctionArgs) {
  return handInOrSay(params["attemptId"] ?? "", () => serverAction<typeof action>());
}

export default function DrillPage() {
  const loaded = useLoaderData<typeof loader>();
  const result = useActionData<{ problem: string }>();
  return (
    <DrillView
      // Another drill is another room: nothing of the first may be carried over.
      key={loaded.workspace.attempt.id}
      loaded={loaded}
      handInError={result?.problem ?? null}
    />
  );
}
