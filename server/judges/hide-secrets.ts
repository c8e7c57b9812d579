/** Shorter ones would take common letters out of every message. */
const MIN_SECRET_CHARS = 4;

/**
 * Takes secrets out of what a server said: the given ones wherever they stand, and whatever an address
 * in it carries as a user or a query. Providers repeat keys that they reject.
 */
export function hideSecrets(message: string, secrets: readonly (string | undefined)[]): string {
  const known = secrets.filter(
    (secret): secret is string => secret !== undefined && secret.length >= MIN_SECRET_CHARS,
  );
  return known
    .reduce((text, secret) => text.replaceAll(secret, "…"), message)
    .replace(/(https?:\/\/)[^\s/@]+@/gi, "$1…@")
    .replace(/(https?:\/\/[^\s?]+)\?\S+/gi, "$1?…");
}
