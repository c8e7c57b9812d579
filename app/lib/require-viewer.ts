import { redirect } from "@remix-run/node";
import type { AppLoadContext } from "@remix-run/node";
import { hasRole } from "#domain/accounts/roles";
import type { Role } from "#domain/accounts/roles";
import type { Viewer } from "#server/accounts/sessions";
import { refuse } from "./respond";

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

/**
 * The signed-in person, who must have the rights of `role`.
 * @throws Response that leads to /sign-in, or 403
 */
export function requireRole(context: AppLoadContext, request: Request, role: Role): Viewer {
  const viewer = requireViewer(context, request);
  if (hasRole(viewer.role, role)) return viewer;
  throw refuse(`This page is for ${role === "admin" ? "admins" : "reviewers"}.`);
}
