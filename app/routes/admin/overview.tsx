import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { requireRole } from "~/lib/require-viewer";

export const meta: MetaFunction = () => [{ title: "Admin · Scaleboard" }];

export function loader({ request, context }: LoaderFunctionArgs) {
  requireRole(context, request, "admin");
  return redirect("/settings");
}
