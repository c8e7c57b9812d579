import { parse, serialize } from "cookie";
import type { RequestContext } from "./context";

/**
 * The cookie that carries the session's token, and the one by which a browser that has signed in
 * before is known. On https its name has the `__Host-` prefix, which
 * browsers accept only with Secure, Path=/ and no Domain.
 */
export function createSessionCookie(options: {
  isHttps: boolean;
}): RequestContext["cookies"] & {
  read: (header: string | undefined) => string | null;
  readDevice: (header: string | undefined) => string | null;
} {
  const name = options.isHttps ? "__Host-scaleboard" : "scaleboard";
  const deviceName = `${name}-device`;
  const shared = { path: "/", httpOnly: true, sameSite: "lax", secure: options.isHttps } as const;
  const find = (header: string | undefined, wanted: string): string | null =>
    header === undefined ? null : (parse(header)[wanted] ?? null);
  return {
    read: (header) => find(header, name),
    readDevice: (header) => find(header, deviceName),
    issueDevice: (token, expiresAt) =>
      serialize(deviceName, token, { ...shared, expires: expiresAt }),
    issue: (token, expiresAt) => serialize(name, token, { ...shared, expires: expiresAt }),
    clear: () => serialize(name, "", { ...shared, maxAge: 0 }),
  };
}
