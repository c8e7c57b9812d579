import { redirect } from "@remix-run/node";
import { startDrill } from "#server/attempts/start-drill";
import { startDrillSchema } from "#domain/attempts/start.schema";
import { defineAction } from "~/lib/actions/define-actions";
import { forSignedIn } from "~/lib/actions/form-action";

/** A way in by a form only; opened, it leads to the list. */
export function loader() {
  return redirect("/attempts?show=drills");
}

export const action = defineAction(
  forSignedIn({
    schema: startDrillSchema,
    lists: ["criteria"],
    unread: "A drill needs a problem and one to three of its criteria. Choose again.",
    run: async ({ fields, viewer, context }) => {
      const { limits } = context.settings;
      const { attemptId } = await startDrill(context.db, { ...fields, userId: viewer.id, limits });
      return redirect(`/attempts/${attemptId}`);
    },
  }),
);
