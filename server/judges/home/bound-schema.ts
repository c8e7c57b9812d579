/** Characters; a cut quote is still the beginning of what the answer says, and counts. */
const MAX_TEXT_CHARS = 600;
const MAX_QUOTE_CHARS = 400;
const MAX_ID_CHARS = 40;
const MAX_EVIDENCE = 3;
const MAX_IDS = 12;
const TWO_CODES = "^[0-9]{4}-[0-9]{4}$";
/** Most that one verdict within the bounds takes, and what is around them all. */
const TOKENS_PER_VERDICT = 900;
const TOKENS_AROUND = 100;

type Schema = Record<string, unknown>;

/** The codes at the head of a reply as two numbers, the same for every prompt: only what they are is read. */
export function withCodePattern(schema: Schema): Schema {
  const properties = schema["properties"] as Schema;
  return { ...schema, properties: { ...properties, read: { type: "string", pattern: TWO_CODES } } };
}

/** The schema of verdicts with an end to every text and list: small models run on where there is none. */
export function boundVerdicts(schema: Schema): Schema {
  return withCodePattern(bound(schema, "") as Schema);
}

/** Output tokens that a reply of this schema takes at most, no thoughts counted. */
export function tokensOfVerdicts(schema: Schema): number {
  const verdicts = Object.keys(schema["properties"] as Schema).filter((id) => id !== "read");
  return TOKENS_AROUND + TOKENS_PER_VERDICT * verdicts.length;
}

function bound(part: unknown, name: string): unknown {
  if (Array.isArray(part)) return part.map((one) => bound(one, name));
  if (typeof part !== "object" || part === null) return part;
  const bounded = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, bound(value, isKeyword(key) ? name : key)]),
  );
  if (bounded["type"] === "array")
    return { ...bounded, maxItems: name === "ids" ? MAX_IDS : MAX_EVIDENCE };
  if (bounded["type"] !== "string" || "enum" in bounded) return bounded;
  return { ...bounded, maxLength: lengthOf(name) };
}

/** Words of JSON Schema between a property's name and what it holds. */
function isKeyword(key: string): boolean {
  return ["items", "anyOf", "oneOf", "properties"].includes(key);
}

function lengthOf(name: string): number {
  if (name === "quote") return MAX_QUOTE_CHARS;
  return name === "ids" ? MAX_ID_CHARS : MAX_TEXT_CHARS;
}
