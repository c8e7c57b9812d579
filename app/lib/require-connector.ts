import type { AppLoadContext } from "@remix-run/node";
import type { Viewer } from "#server/accounts/sessions";
import { maySeeSettings } from "./may-see-settings";
import { requireViewer } from "./require-viewer";
import { refuse } from "./respond";

/**
 * Who may connect a model: admins, and on the embedded start everybody, who is an admin there by a click.
 * @throws Response that leads to /sign-in, or 403 that says whom to ask
 */
export function requireConnector(context: AppLoadContext, request: Request): Viewer {
  const viewer = requireViewer(context, request);
  if (maySeeSettings(viewer, context.settings.isDemo)) return viewer;
  throw refuse("Only admins connect a model. Ask an admin of this server.");
}
