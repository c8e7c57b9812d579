import { WAV_TYPE } from "#domain/speech/wav";

/** The words of a recording, or why there are none. */
type Transcript = { ok: true; text: string } | { ok: false; error: string };

/** Longer than any setting lets the server wait for the speech server. */
const WAIT_MS = 110_000;
const STILL_HERE = "Your recording is still here: try again or type.";

/** Sends a recording and waits for its words. Never throws. */
export async function sendRecording(
  url: string,
  bytes: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
): Promise<Transcript> {
  try {
    const response = await fetch(url, {
      method: "POST",
      body: bytes,
      headers: { "Content-Type": WAV_TYPE, Accept: "application/json" },
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]),
    });
    if (response.status === 401) {
      return {
        ok: false,
        error: `Your session ended. Sign in again in another tab. ${STILL_HERE}`,
      };
    }
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, text: readField(body, "text") ?? "" };
    return { ok: false, error: readField(body, "userMessage") ?? sayNoAnswer() };
  } catch {
    return { ok: false, error: signal.aborted ? `Stopped. ${STILL_HERE}` : sayNoAnswer() };
  }
}

function sayNoAnswer(): string {
  if (!navigator.onLine) return `You are offline. ${STILL_HERE}`;
  return `The server didn’t answer. ${STILL_HERE}`;
}

function readField(body: unknown, name: string): string | null {
  if (typeof body !== "object" || body === null) return null;
  const value: unknown = Reflect.get(body, name);
  return typeof value === "string" ? value : null;
}
