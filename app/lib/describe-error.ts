type ErrorText = { title: string; message: string; advice: string | null };

const TITLES: Record<number, string> = {
  400: "That request wasn’t understood",
  401: "Please sign in",
  403: "You don’t have access",
  404: "There is nothing here",
  405: "That can't be done here",
  409: "Something changed in the meantime",
  410: "This is gone",
  413: "That is too large",
  429: "That’s the limit for now",
  503: "Not available right now",
};

const KEPT = "What you had saved is kept. Try again in a moment.";

function readUserMessage(data: unknown): string | null {
  if (typeof data !== "object" || data === null || !("userMessage" in data)) return null;
  return typeof data.userMessage === "string" ? data.userMessage : null;
}

function readTitle({ status, data }: { status: number; data: unknown }): string {
  const isElsewhere =
    typeof data === "object" && data !== null && "code" in data && data.code === "wrong_address";
  if (isElsewhere) return "This server has another address";
  return TITLES[status] ?? "That didn’t work";
}

/**
 * What the error page says. `response` is what a loader or action threw on purpose; null is a fault
 * of ours, of which the reader hears nothing technical.
 */
export function describeError(response: { status: number; data: unknown } | null): ErrorText {
  if (response === null) {
    return { title: "Something went wrong on our side", message: KEPT, advice: null };
  }
  const title = readTitle(response);
  const userMessage = readUserMessage(response.data);
  if (userMessage !== null) {
    return { title, message: userMessage, advice: response.status >= 500 ? KEPT : null };
  }
  if (response.status === 404) {
    const message = "The address may be mistyped, or the page may belong to someone else.";
    return { title, message, advice: null };
  }
  return { title, message: KEPT, advice: null };
}
