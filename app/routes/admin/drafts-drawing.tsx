import type { LoaderFunctionArgs } from "@remix-run/node";
import { getDraft } from "#server/authoring/get-draft";
import { requireRole } from "~/lib/require-viewer";
import { orThrowResponse, notFound } from "~/lib/respond";

/** A draft's drawing as it was last saved, for the drawing programme. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  const draft = await orThrowResponse(() =>
    getDraft(context.db, context.checkDraft, params.draftId ?? ""),
  );
  if (draft === null) throw notFound("There is no draft at this address.");
  return new Response(draft.texts.scene, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="solution.excalidraw"',
      "Cache-Control": "no-store",
    },
  });
}
