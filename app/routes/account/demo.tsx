import { redirect } from "@remix-run/node";
import { z } from "zod";
import { nextSchema } from "#domain/accounts/account.schema";
import { signInDemo } from "#server/accounts/demo";
import { ROLES } from "#domain/accounts/roles";
import { defineAction } from "~/lib/actions/define-actions";
import { forAnyone } from "~/lib/actions/form-action";
import { openSession } from "~/lib/open-session";
import { notFound } from "~/lib/respond";

export function loader() {
  return redirect("/sign-in");
}

/** One-click demo accounts: a candidate of its own for each browser, one reviewer, one admin. Outside of the embedded start this page does not exist. */
export const action = defineAction(
  forAnyone({
    schema: z.object({ role: z.enum(ROLES), next: nextSchema }),
    unread: "There is no such demo account.",
    admit: ({ context }) => {
      if (!context.settings.isDemo) throw notFound("This server has no demo accounts.");
    },
    run: async ({ fields, context }) => {
      const { userId } = await signInDemo(context.db, fields.role, {
        viewerId: context.viewer?.id ?? null,
        deviceToken: context.deviceToken,
      });
      return openSession(context, { userId, next: fields.next });
    },
  }),
);
