/** What came of a request: its reply, or why there is none, in words for the candidate. */
export type Posted<Reply> = { ok: true; reply: Reply } | { ok: false; error: string };

const WAIT_MS = 15_000;
const NO_ANSWER = "The server didn’t respond. Keep working and ask again in a moment.";

/** Posts a few fields (or asks, with none) and reads the JSON that comes back. Never throws. */
export async function postForm<Reply>(
  url: string,
  fields: Record<string, string> | null,
): Promise<Posted<Reply>> {
  try {
    const response = await fetch(url, {
      ...(fields && { method: "POST", body: new URLSearchParams(fields) }),
      headers: { Accept: "application/json" },
      redirect: "error",
      signal: AbortSignal.timeout(WAIT_MS),
    });
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, reply: body as Reply };
    if (response.status === 401)
      return { ok: false, error: "Your session ended. Sign in again in another tab." };
    return { ok: false, error: readUserMessage(body) ?? NO_ANSWER };
  } catch {
    // No connection, a redirect to the sign-in page, or no JSON: none of them is an answer.
    return {
      ok: false,
      error: navigator.onLine ? NO_ANSWER : "You are offline. This needs the server.",
    };
  }
}

function readUserMessage(body: unknown): string | null {
  const isOurs = typeof body === "object" && body !== null && "userMessage" in body;
  return isOurs && typeof body.userMessage === "string" ? body.userMessage : null;
}
