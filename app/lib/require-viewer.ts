import { redirect } from "@remix-run/node";
import type { AppLoadContext } from "@remix-run/node";
import type { Viewer } from "#server/accounts/sessions";

/**
 * The signed-in person.
 * @throws Response that leads to /sign-in and, from there, back to this page.
 */
export function requireViewer(context: AppLoadContext, request: Request): Viewer {
  if (context.viewer !== null) return context.viewer;
  const url = new URL(request.url);
  const next = request.method === "GET" ? url.pathname + url.search : url.pathname;
  throw redirect(`/sign-in?${new URLSearchParams({ next })}`);
}
