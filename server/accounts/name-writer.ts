import { createHash } from "node:crypto";
import type { Writer } from "#domain/accounts/writer";
import type { Viewer } from "./sessions";

const NAME_CHARS = 16;

/** Who writes here now; null for visitors. The name isn't the hash that the table keeps. */
export function nameWriter(viewer: Viewer | null, token: string | null): Writer | null {
  if (viewer === null || token === null) return null;
  const session = createHash("sha256").update(`writer ${token}`).digest("base64url");
  return { personId: viewer.id, session: session.slice(0, NAME_CHARS) };
}
