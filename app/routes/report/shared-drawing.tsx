import { getSharedDrawing } from "#server/grades/get-shared-report";
import { answerDrawing } from "~/lib/answer-drawing";
import { inTurn } from "~/lib/in-turn";
import { notFound, orThrowResponse } from "~/lib/respond";

/** The drawing of a shared report, for whoever holds its link. */
export const loader = inTurn(async ({ context, params }) => {
  const token = params["token"] ?? "";
  await orThrowResponse(() => context.takeSharedDrawing(context.clientAddress, token));
  const drawing = await getSharedDrawing(context.db, token);
  if (drawing === null) {
    throw notFound("This link doesn’t work. It may have expired or been revoked.");
  }
  return answerDrawing(drawing);
});
