/** How a promise ended: "P" with its value, "E" with its error. */
export type Settled = { mark: "P" | "E"; value: unknown };

/** Never rejects. */
export async function settle(promise: Promise<unknown>): Promise<Settled> {
  try {
    return { mark: "P", value: await promise };
  } catch (error) {
    return { mark: "E", value: toError(error) };
  }
}

export function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error("An unknown error occurred");
}
