/**
 * Takes keys out of a text and leaves the rest as it is, in JSON too. Providers repeat keys that they
 * reject.
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
