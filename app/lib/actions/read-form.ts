import { AppError } from "#server/errors";
import { toStorableText } from "#domain/text/storable.schema";
import { readBytes } from "./read-bytes";

/** What one form may carry. */
export type FormLimits = {
  /** Of the body, all encoding counted. */
  bytes: number;
  /** Pairs of name and value, files counted. */
  values: number;
};

/** More than any form of a few fields has; forms with files or long texts ask for more. */
export const DEFAULT_LIMITS: FormLimits = { bytes: 100_000, values: 64 };

export type PostedForm = { values: [name: string, value: string | File][]; bytes: number };

/**
 * Reads the form that a request carries, within `limits` and in time linear in its bytes: pairs are
 * counted before they are parsed. Texts are made fit for the database (`toStorableText`).
 *
 * @throws AppError `too_large`, or `bad_request` for a body that is no form
 */
export async function readForm(request: Request, limits: FormLimits): Promise<PostedForm> {
  const type = request.headers.get("content-type") ?? "";
  const read = readerFor(type);
  const body = await readBytes(request, limits.bytes);
  const values = await read(body, type, limits.values);
  return { values: values.map(toStorablePair), bytes: body.byteLength };
}

type Reader = (
  body: Uint8Array<ArrayBuffer>,
  type: string,
  most: number,
) => Promise<PostedForm["values"]>;

function readerFor(type: string): Reader {
  const kind = type.split(";")[0]?.trim().toLowerCase();
  if (kind === "application/x-www-form-urlencoded") return readUrlEncoded;
  if (kind === "multipart/form-data") return readMultipart;
  throw unreadable(`content type ${JSON.stringify(kind)}`);
}

const AMPERSAND = 38;

async function readUrlEncoded(body: Uint8Array<ArrayBuffer>, _type: string, most: number) {
  let pairs = 1;
  for (const byte of body) if (byte === AMPERSAND) pairs += 1;
  if (pairs > most) throw unreadable(`${pairs} pairs`);
  return [...new URLSearchParams(new TextDecoder().decode(body))];
}

async function readMultipart(body: Uint8Array<ArrayBuffer>, type: string, most: number) {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) throw unreadable("no boundary");
  const parts = countParts(Buffer.from(body.buffer, body.byteOffset, body.length), `--${mark}`);
  // The last one only ends the body.
  if (parts - 1 > most) throw unreadable(`${parts} parts`);
  try {
    return [...(await new Response(body, { headers: { "content-type": type } }).formData())];
  } catch (error) {
    throw unreadable("broken multipart", error);
  }
}

function countParts(body: Buffer, mark: string): number {
  let count = 0;
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + mark.length))
    count += 1;
  return count;
}

function toStorablePair([name, value]: [string, string | File]): [string, string | File] {
  return [name, typeof value === "string" ? toStorableText(value) : value];
}

function unreadable(message: string, cause?: unknown): AppError {
  const userMessage = "The server can't read this form. Reload the page and try again.";
  return new AppError("bad_request", {
    message: `unreadable form: ${message}`,
    userMessage,
    cause,
  });
}
