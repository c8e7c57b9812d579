import { getDrawing } from "#server/attempts/get-drawing";
import { answerDrawing } from "~/lib/answer-drawing";
import { inTurn } from "~/lib/in-turn";
import { requireViewer } from "~/lib/require-viewer";
import { orThrowResponse } from "~/lib/respond";

/** The drawing of a handed-in attempt, for whoever may open its report. */
export const loader = inTurn(async ({ context, params, request }) => {
  const viewer = requireViewer(context, request);
  const attemptId = params["attemptId"] ?? "";
  return answerDrawing(await orThrowResponse(() => getDrawing(context.db, { attemptId, viewer })));
});
