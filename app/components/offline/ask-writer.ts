import type { Writer } from "#domain/accounts/writer";

const WAIT_MS = 4_000;

/** Who is signed in here now, null for nobody; undefined where the server doesn't say. */
export async function askWriter(): Promise<Writer | null | undefined> {
  try {
    const response = await fetch("/api/session", {
      cache: "no-store",
      signal: AbortSignal.timeout(WAIT_MS),
    });
    return readReply(await response.json());
  } catch {
    // No connection, a proxy's own page, a server in trouble: none of them is an answer.
    return undefined;
  }
}

function readReply(body: unknown): Writer | null | undefined {
  if (typeof body !== "object" || body === null || !("writer" in body)) return undefined;
  const { writer } = body;
  if (typeof writer !== "object") return undefined;
  if (writer === null) return null;
  if (!("personId" in writer) || !("session" in writer)) return undefined;
  const { personId, session } = writer;
  return typeof personId === "string" && typeof session === "string"
    ? { personId, session }
    : undefined;
}
