// The small form of zod: candidates' browsers load this file.
import * as z from "zod/mini";

/**
 * Makes a text fit for PostgreSQL, at its length: `text` refuses NUL, and `jsonb` also halves of
 * surrogate pairs, which a cut through an emoji leaves. Each becomes U+FFFD, so offsets hold.
 */
export function toStorableText(text: string): string {
  // By code points (`u`), so that the range finds halves only.
  // eslint-disable-next-line no-control-regex -- NUL is what is looked for
  return text.replace(/[\u0000\uD800-\uDFFF]/gu, "\uFFFD");
}

/** For what people write: one such character would make every save fail that holds it. */
export const storableTextSchema = z.string().check(z.overwrite(toStorableText));
