const MAX_CHARS = 300;
const QUOTES = [
  ['"', '"'],
  ["“", "”"],
  ["`", "`"],
] as const;
/** From where its word begins: a search from each letter on would take the square of them. */
const EMAIL = /(?<![^\s@"'<>(),;:=])[^\s@"'<>(),;:=]+@[^\s@"'<>(),;:=]+/g;
/** Longer than a word of ours: keys, tokens and their hashes. */
const TOKEN = /[A-Za-z0-9_-]{24,}/g;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Slugs and names of constraints are long too: words of letters, parted. */
const WORDS = /^[A-Za-z]+([_-][A-Za-z0-9]{1,20})+$/;

/** From the first quotation mark to the last: what is between may hold marks of its own. */
function hideQuoted(text: string, open: string, close: string): string {
  const [first, last] = [text.indexOf(open), text.lastIndexOf(close)];
  return first === -1 || last <= first ? text : `${text.slice(0, first)}…${text.slice(last + 1)}`;
}

/**
 * An error's message without what it quotes: parsers, validators and the database repeat what they
 * were given. Its first line, without text in quotation marks, addresses of people and what looks
 * like a token; single quotes stay, for they hold names in code and paths. Linear.
 */
export function hideValues(message: string): string {
  let text = message.slice(0, 4 * MAX_CHARS);
  for (const [open, close] of QUOTES) text = hideQuoted(text, open, close);
  // One mark is left when what it opens was cut off or goes on in lines that are not shown.
  const [firstLine = ""] = text.split("\n");
  const [beforeMark = ""] = firstLine.split(/["“`]/);
  return beforeMark
    .replace(EMAIL, "…")
    .replace(TOKEN, (token) => (UUID.test(token) || WORDS.test(token) ? token : "…"))
    .slice(0, MAX_CHARS)
    .trim();
}
