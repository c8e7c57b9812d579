import { redirect } from "@remix-run/node";
import { z } from "zod";
import { submitAttempt, submitKeySchema } from "#server/attempts/submit-attempt";
import { forSignedIn } from "./form-action";

/** Hands in the attempt of the address, whatever its kind, and leads to what became of it. */
export function handInForm() {
  return forSignedIn({
    schema: z.object({ submitKey: submitKeySchema }),
    unread: "This page is out of date. Reload it and hand in again.",
    run: async ({ fields, viewer, params, context }) => {
      const attemptId = params["attemptId"] ?? "";
      const { judgeDefaults, limits } = context.settings;
      const { mode } = judgeDefaults;
      const { gradings } = limits;
      await submitAttempt(
        context.db,
        context.jobs,
        { attemptId, userId: viewer.id, submitKey: fields.submitKey, mode, gradings },
        (error) => context.log.error({ err: error, attemptId }, "the grading was not enqueued"),
      );
      return redirect(`/attempts/${attemptId}/report`);
    },
  });
}
