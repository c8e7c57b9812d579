/** Names one page for as long as it lives; a reload is another one. */
export function createClientId(): string {
  return crypto.randomUUID?.() ?? createRandomId();
}

/** For plain http on another host, where randomUUID is missing. */
function createRandomId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
