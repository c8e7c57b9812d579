import type { LoaderFunctionArgs } from "@remix-run/node";
import { listQuestions } from "#server/attempts/list-questions";
import { askQuestion } from "#server/attempts/ask-question";
import { askSchema, MAX_QUESTION_CHARS } from "#domain/attempts/question.schema";
import { defineAction } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";

/** What was asked in an attempt, with its answers; asked for again while an answer is awaited. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const who = { attemptId: params.attemptId ?? "", userId: viewer.id };
  return Response.json({ questions: await orThrowResponse(() => listQuestions(context.db, who)) });
}

/** Puts a question to the interviewer. */
export const action = defineAction(
  forSignedIn({
    schema: askSchema,
    unread: `Ask in 2 to ${MAX_QUESTION_CHARS} characters.`,
    run: async ({ fields, viewer, params, context }) => {
      const who = { attemptId: params.attemptId ?? "", userId: viewer.id };
      const questions = await askQuestion(
        context.db,
        context.jobs,
        { ...who, ask: fields, hasModel: (await context.getJudge()).hasModel },
        (error) => context.log.error({ err: error }, "a question was not enqueued"),
      );
      return Response.json({ questions });
    },
  }),
);
