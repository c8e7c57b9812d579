import type { LoaderFunctionArgs } from "@remix-run/node";
import { getSharedDrawing } from "#server/grades/get-shared-report";
import { answerDrawing } from "~/lib/answer-drawing";
import { inTurn } from "~/lib/in-turn";
import { notFound, orThrowResponse } from "~/lib/respond";

/** The drawing of a shared report, for whoever holds its link. */
export async function loader(args: LoaderFunctionArgs) {
  const { context, params } = args;
  const token = params["token"] ?? "";
  await orThrowResponse(() => context.takeSharedDrawing(context.clientAddress, token));
  return readDrawing(args);
}

const readDrawing = inTurn(async ({ context, params }) => {
  const drawing = await getSharedDrawing(context.db, params["token"] ?? "");
  if (drawing === null) {
    throw notFound("This link doesn’t work. It may have expired or been revoked.");
  }
  return answerDrawing(drawing);
});
