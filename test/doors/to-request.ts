import { randomUUID } from "node:crypto";
import type { Entry } from "./entry.schema";
import { fillElements } from "./fill-elements";
import type { Scenery } from "./fixtures";
import type { Outgoing } from "./send";
import { spell, spellBytes, spellJson } from "./spell";

type RequestParts = Pick<Outgoing, "method" | "path" | "body"> & {
  headers: Record<string, string>;
};

/**
 * The request of an entry as its principal would send it. A page of ours names its own origin, so
 * this does too, but for entries of the family csrf, which say all of it themselves.
 */
export async function toRequest(
  entry: Entry,
  scenery: Scenery,
  place: { origin: string; from: string; isOwnSite: boolean },
): Promise<Outgoing> {
  const draft = await draftRequest(entry, scenery);
  const given = new Map<string, string | null>();
  for (const [name, value] of Object.entries(entry.headers)) {
    const filled = value === null ? null : await fillKnown(spell(value), scenery);
    given.set(name.toLowerCase(), filled === null ? null : toOctets(filled));
  }
  const usual: Record<string, string> = { ...draft.headers };
  if (place.isOwnSite && !given.has("sec-fetch-site")) usual["origin"] = place.origin;
  if (scenery.cookie !== "") usual["cookie"] = scenery.cookie;
  const lines = [...new Map([...Object.entries(usual), ...given])];
  const sent = lines.filter((line): line is [string, string] => line[1] !== null);
  return {
    ...draft,
    headers: Object.fromEntries(sent),
    isChunked: entry.chunked,
    from: place.from,
    leavesAfterMs: entry.leavesAfterMs,
  };
}

/** Node sends a header's characters as octets, and no others. */
function toOctets(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

async function draftRequest(entry: Entry, scenery: Scenery): Promise<RequestParts> {
  if (entry.save) return draftSave(entry, scenery);
  const path = toPath(await scenery.fill(spell(entry.path ?? "/")));
  if (entry.form) return { ...(await draftForm(entry, scenery)), path };
  const method = (entry.method ?? (entry.body === undefined ? "GET" : "POST")).toUpperCase();
  const body = entry.body === undefined ? null : await fillBytes(spellBytes(entry.body), scenery);
  return { method, path, body, headers: {} };
}

/** Blanks would end it, and what isn't ASCII goes as the octets of UTF-8. */
function toPath(path: string): string {
  return toOctets(path.replace(/\p{Cc}|\s/gu, (sign) => encodeURIComponent(sign)));
}

/** The longest body in which ids are looked for; what is longer has been made by repeating. */
const FILLED_BYTES = 20_000;

async function fillBytes(body: Buffer, scenery: Scenery): Promise<Buffer> {
  if (body.length > FILLED_BYTES) return body;
  return Buffer.from(await fillKnown(body.toString("latin1"), scenery), "latin1");
}

/** In a body braces may be anything: only names that there are get filled in. */
async function fillKnown(text: string, scenery: Scenery): Promise<string> {
  const names =
    /\{(attempt|graded|foreignAttempt|foreignGraded|draft|person|invitation|problem|gradeId)\}/g;
  let filled = text;
  for (const [place, name = ""] of text.matchAll(names)) {
    filled = filled.replaceAll(place, await scenery.idOf(name));
  }
  return filled;
}

async function draftForm(entry: Entry, scenery: Scenery): Promise<Omit<RequestParts, "path">> {
  const pairs: [string, string][] = [];
  const own = entry.form ?? {};
  // The editor sends all files of a draft, whichever was changed.
  const isOfDraft = own["intent"] === "check" || own["intent"] === "save";
  const usual = isOfDraft && entry.as === "admin" ? await scenery.readDraft() : {};
  for (const [name, value] of Object.entries({ ...usual, ...own })) {
    for (const item of Array.isArray(value) ? value : [value]) {
      pairs.push([name, await fillKnown(spell(item), scenery)]);
    }
  }
  const method = entry.method ?? "POST";
  if (!entry.multipart) {
    const body = Buffer.from(new URLSearchParams(pairs).toString());
    return { method, body, headers: { "content-type": "application/x-www-form-urlencoded" } };
  }
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  const coded = new Response(form);
  const body = Buffer.from(await coded.arrayBuffer());
  return { method, body, headers: { "content-type": coded.headers.get("content-type") ?? "" } };
}

async function draftSave(entry: Entry, scenery: Scenery): Promise<RequestParts> {
  const { texts, elements, attempt, ...rest } = entry.save ?? {};
  const path =
    entry.path ?? `/api/attempts/${typeof attempt === "string" ? attempt : "{attempt}"}/save`;
  const json = spellJson({
    clientId: randomUUID(),
    seq: 1,
    ...rest,
    ...(texts === undefined ? {} : { texts: wholeTexts(texts) }),
    ...(elements === undefined ? {} : { elements: fillElements(elements) }),
  });
  return {
    method: entry.method ?? "POST",
    path: toPath(await scenery.fill(spell(path))),
    body: Buffer.from(json),
    headers: { "content-type": "application/json" },
  };
}

type Json = NonNullable<Entry["save"]>[string];

/** `scenario: words` is the whole of that text, written for the first time. */
function wholeTexts(texts: Json): Json {
  if (!isRecord(texts)) return texts;
  return Object.fromEntries(
    Object.entries(texts).map(([id, text]) => [
      id,
      typeof text === "string" || (isRecord(text) && "repeat" in text)
        ? { kind: "whole", baseRevision: 0, text }
        : text,
    ]),
  );
}

function isRecord(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
