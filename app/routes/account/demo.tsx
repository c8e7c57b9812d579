import { redirect } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";
import { signInDemo } from "#server/accounts/demo";
import { ROLES } from "#server/accounts/roles";
import { openSession } from "~/lib/open-session";
import { readForm } from "~/lib/read-form";
import { notFound } from "~/lib/respond";

export function loader() {
  return redirect("/sign-in");
}

/** One-click demo accounts. Outside of the embedded start this page does not exist. */
export async function action({ request, context }: ActionFunctionArgs) {
  if (!context.settings.isDemo) throw notFound("This server has no demo accounts.");
  const form = await readForm(request);
  const role = ROLES.find((known) => known === form.get("role"));
  if (role === undefined) throw notFound("There is no such demo account.");
  const { userId } = await signInDemo(context.db, role);
  return openSession(context, { userId, next: form.get("next") });
}
