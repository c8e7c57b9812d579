import type { LoaderFunctionArgs } from "@remix-run/node";
import { askProbe } from "#server/attempts/ask-probe";
import { declineProbe, undoDecline } from "#server/attempts/decline-probe";
import { listTurns } from "#server/attempts/list-turns";
import { askProbeSchema, turnSchema } from "#domain/attempts/turn.schema";
import { defineActions } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";

/** What the interviewer of an attempt has said; asked for again while a follow-up is awaited. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const who = { attemptId: params.attemptId ?? "", userId: viewer.id };
  return Response.json(await orThrowResponse(() => listTurns(context.db, who)));
}

/** Asks for a follow-up, declines one, or takes that back. Replies are saved as answers are. */
export const action = defineActions({
  ask: forSignedIn({
    schema: askProbeSchema,
    unread: "Name the section that you want to be asked about.",
    run: async ({ fields, viewer, params, context }) => {
      const who = { attemptId: params.attemptId ?? "", userId: viewer.id };
      const turns = await askProbe(context.db, context.jobs, { ...who, ask: fields }, (error) =>
        context.log.error({ err: error }, "a follow-up was not enqueued"),
      );
      return Response.json(turns);
    },
  }),
  decline: forSignedIn({
    schema: turnSchema,
    run: async ({ fields, viewer, params, context }) => {
      const who = { attemptId: params.attemptId ?? "", userId: viewer.id };
      return Response.json(await declineProbe(context.db, { ...who, ...fields }));
    },
  }),
  undo_decline: forSignedIn({
    schema: turnSchema,
    run: async ({ fields, viewer, params, context }) => {
      const who = { attemptId: params.attemptId ?? "", userId: viewer.id };
      return Response.json(await undoDecline(context.db, { ...who, ...fields }));
    },
  }),
});
