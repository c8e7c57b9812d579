export const HOME_OF_SIGNED_IN = "/problems";

// Any origin serves: only whether the path leaves it matters.
const SOME_ORIGIN = "http://scaleboard.invalid";

/**
 * Where to go after signing in: a path of this site, never another's. Anything else, and the pages
 * of signing in themselves, becomes `fallback`.
 */
export function toSafeNextPath(next: unknown, fallback: string = HOME_OF_SIGNED_IN): string {
  if (typeof next !== "string" || !next.startsWith("/")) return fallback;
  // Browsers read "\" as "/", and drop tabs and line ends: "/\t/evil.example" would leave the site.
  if (/^\/[/\\]/.test(next) || /[\p{Cc}\\]/u.test(next)) return fallback;
  if (!URL.canParse(next, SOME_ORIGIN)) return fallback;
  const url = new URL(next, SOME_ORIGIN);
  // "/.//evil.example" is normalised to "//evil.example".
  if (url.origin !== SOME_ORIGIN || url.pathname.startsWith("//")) return fallback;
  if (/^\/(sign-in|sign-up|sign-out|demo)$/.test(url.pathname)) return fallback;
  return url.pathname + url.search + url.hash;
}
