import { redirect } from "@remix-run/node";
import { z } from "zod";
import { deleteSession } from "#server/accounts/sessions";
import { defineAction } from "~/lib/actions/define-actions";
import { forAnyone } from "~/lib/actions/form-action";

/** A visit does nothing: a link or an image must not sign anybody out. */
export function loader() {
  return redirect("/");
}

export const action = defineAction(
  forAnyone({
    schema: z.object({}),
    run: async ({ context }) => {
      if (context.sessionToken !== null) await deleteSession(context.db, context.sessionToken);
      return redirect("/", { headers: { "Set-Cookie": context.cookies.clear() } });
    },
  }),
);
