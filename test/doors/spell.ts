import type { Text } from "./entry.schema";

/** What stands for a text's words, in bytes. */
export function spellBytes(text: Text): Buffer {
  if (typeof text === "string") return Buffer.from(text);
  if (Array.isArray(text)) return Buffer.concat(text.map(spellBytes));
  if ("base64" in text) return Buffer.from(text.base64, "base64");
  if ("deep" in text) return Buffer.from(nest(text.deep, text.times));
  const piece = spellBytes(text.repeat);
  return piece.length * text.times === 0
    ? Buffer.alloc(0)
    : Buffer.alloc(piece.length * text.times, piece);
}

export function spell(text: Text): string {
  return typeof text === "string" ? text : spellBytes(text).toString("utf8");
}

const CLOSING: Record<string, string> = { "[": "]", "(": ")", "<": ">" };

/** An opening so many deep and as many closings; a brace holds a key, so that it is JSON. */
function nest(open: string, times: number): string {
  if (open === "{") return `${'{"a":'.repeat(times)}1${"}".repeat(times)}`;
  const closing = [...open]
    .reverse()
    .map((sign) => CLOSING[sign] ?? "")
    .join("");
  return open.repeat(times) + closing.repeat(times);
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };
type JsonObject = { [key: string]: Json | undefined };

/** JSON text of a value in which `{repeat, times}`, `{deep, times}` and `{like, times}` stand for more. */
export function spellJson(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.flatMap(spellItem).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  const { times } = value;
  if (typeof times === "number") {
    if (typeof value["repeat"] === "string") return JSON.stringify(value["repeat"].repeat(times));
    if (typeof value["deep"] === "string") return nest(value["deep"], times);
    if (value["like"] !== undefined) return `[${spellItem(value).join(",")}]`;
  }
  if (typeof value["base64"] === "string" && Object.keys(value).length === 1) {
    return JSON.stringify(Buffer.from(value["base64"], "base64").toString("utf8"));
  }
  const pairs = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}:${spellJson(item)}`,
  );
  return `{${pairs.join(",")}}`;
}

/** Within a list `{like, times}` stands for as many items; `{i}` in them is the number of the copy. */
function spellItem(value: Json): string[] {
  if (!isObject(value) || value["like"] === undefined || typeof value["times"] !== "number") {
    return [spellJson(value)];
  }
  const one = spellJson(value["like"]);
  return Array.from({ length: value["times"] }, (_, at) => number(one, at));
}

/** Puts a number where a text says `{i}`, and the next where it says `{i+1}`. */
export function number(text: string, at: number): string {
  return text.replaceAll("{i}", String(at)).replaceAll("{i+1}", String(at + 1));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
