import { parse, serialize } from "cookie";
import type { RequestContext } from "./context";

/**
 * The cookie that carries the session's token. On https its name has the `__Host-` prefix, which
 * browsers accept only with Secure, Path=/ and no Domain.
 */
export function createSessionCookie(options: { isHttps: boolean }): RequestContext["cookies"] & {
  read: (header: string | undefined) => string | null;
} {
  const name = options.isHttps ? "__Host-scaleboard" : "scaleboard";
  const shared = { path: "/", httpOnly: true, sameSite: "lax", secure: options.isHttps } as const;
  return {
    read: (header) => (header === undefined ? null : (parse(header)[name] ?? null)),
    issue: (token, expiresAt) => serialize(name, token, { ...shared, expires: expiresAt }),
    clear: () => serialize(name, "", { ...shared, maxAge: 0 }),
  };
}
