/**
 * The key that makes handing in safe to repeat: the same one in every try from this browser, also
 * after a reload in the middle of it.
 */
export function getSubmitKey(attemptId: string): string {
  const name = `scaleboard-submit-${attemptId}`;
  try {
    const kept = localStorage.getItem(name);
    if (kept) return kept;
    const key = createKey();
    localStorage.setItem(name, key);
    return key;
  } catch {
    // Storage is forbidden: the server still knows a repeat by the attempt itself.
    return createKey();
  }
}

function createKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
