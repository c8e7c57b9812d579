import type { LoaderFunctionArgs } from "@remix-run/node";
import { getLabelExport } from "#server/reviews/get-label-export";
import { requireRole } from "~/lib/require-viewer";
import { orThrowResponse, notFound } from "~/lib/respond";

/** One of the two files of a labelled attempt, to be kept. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = requireRole(context, request, "reviewer");
  const { attemptId = "", file } = params;
  if (file !== "answer.md" && file !== "drawing.excalidraw")
    throw notFound("There is no such file.");
  const ratingId = new URL(request.url).searchParams.get("rating");
  const source = ratingId === null ? "sign-off" : { ratingId };
  const labels = await orThrowResponse(() =>
    getLabelExport(context.db, { attemptId, viewer }, source),
  );
  const isAnswer = file === "answer.md";
  return new Response(isAnswer ? labels.markdown : labels.drawing, {
    headers: {
      "Content-Type": isAnswer ? "text/markdown; charset=utf-8" : "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${labels.name}.${isAnswer ? "md" : "excalidraw"}"`,
      "Cache-Control": "no-store",
    },
  });
}
