/** Shorter ones would take common letters out of every message. */
const MIN_SECRET_CHARS = 4;

/**
 * Takes secrets out of what a server said: the given ones wherever they stand, and whatever an address
 * in it carries as a user or a query. Providers repeat keys that they reject.
 */
export function hideSecrets(message: string, secrets: readonly (string | undefined)[]): string {
  return hideKeys(message, secrets, MIN_SECRET_CHARS)
    .replace(/(https?:\/\/)[^\s/@]+@/gi, "$1…@")
    .replace(/(https?:\/\/[^\s?]+)\?\S+/gi, "$1?…");
}

/**
 * Takes keys out of a text and leaves the rest as it is, in JSON too.
 * @param minChars of keys that are looked for: stand-ins such as "ollama" may be words of the text
 */
export function hideKeys(
  text: string,
  keys: readonly (string | undefined)[],
  minChars: number,
): string {
  return keys
    .filter((key): key is string => key !== undefined && key.length >= minChars)
    .flatMap((key) => [key, JSON.stringify(key).slice(1, -1)])
    .reduce((rest, key) => rest.replaceAll(key, "…"), text);
}
