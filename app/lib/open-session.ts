import { redirect } from "@remix-run/node";
import type { AppLoadContext } from "@remix-run/node";
import { recordDevice } from "#server/accounts/record-device";
import { createSession, deleteSession } from "#server/accounts/sessions";
import { toSafeNextPath } from "./safe-next-path";

/**
 * Signs a person in: a new session, the request's old one ended, the browser known, and on to `next` if that is a path
 * of this site.
 */
export async function openSession(
  context: AppLoadContext,
  input: { userId: string; next: unknown },
): Promise<Response> {
  const { token, expiresAt } = await createSession(context.db, input.userId);
  if (context.sessionToken !== null) await deleteSession(context.db, context.sessionToken);
  const { userId } = input;
  const device = await recordDevice(context.db, { userId, token: context.deviceToken });
  const response = redirect(toSafeNextPath(input.next), {
    headers: { "Set-Cookie": context.cookies.issue(token, expiresAt) },
  });
  const deviceCookie = context.cookies.issueDevice(device.token, device.expiresAt);
  response.headers.append("Set-Cookie", deviceCookie);
  return response;
}
