import { redirect } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";
import { deleteSession } from "#server/accounts/sessions";

/** A visit does nothing: a link or an image must not sign anybody out. */
export function loader() {
  return redirect("/");
}

export async function action({ context }: ActionFunctionArgs) {
  if (context.sessionToken !== null) await deleteSession(context.db, context.sessionToken);
  return redirect("/", { headers: { "Set-Cookie": context.cookies.clear() } });
}
