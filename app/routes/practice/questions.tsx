import { data } from "@remix-run/node";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { askQuestion, listQuestions } from "#server/attempts/ask-question";
import { askSchema, MAX_QUESTION_CHARS } from "#server/attempts/questions/question.schema";
import { readForm } from "~/lib/read-form";
import { requireViewer } from "~/lib/require-viewer";
import { handle as answer } from "~/lib/respond";

/** What was asked in an attempt, with its answers; asked for again while an answer is awaited. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const who = { attemptId: params.attemptId ?? "", userId: viewer.id };
  return Response.json({ questions: await answer(() => listQuestions(context.db, who)) });
}

/** Puts a question to the interviewer. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const viewer = requireViewer(context, request);
  const ask = askSchema.safeParse(Object.fromEntries(await readForm(request)));
  if (!ask.success) {
    const userMessage = `Ask in 2 to ${MAX_QUESTION_CHARS} characters.`;
    throw data({ code: "bad_request", userMessage }, { status: 400 });
  }
  const who = { attemptId: params.attemptId ?? "", userId: viewer.id };
  const questions = await answer(() =>
    askQuestion(
      context.db,
      context.jobs,
      { ...who, ask: ask.data, hasModel: context.settings.hasModel },
      (error) => context.log.error({ err: error }, "a question was not enqueued"),
    ),
  );
  return Response.json({ questions });
}
