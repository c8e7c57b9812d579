import { AppError } from "#server/errors";

/**
 * The body of a request, counted as it arrives: a length may be missing (chunked) or a lie.
 *
 * @param most bytes; whatever comes beyond is neither kept nor waited for
 * @throws AppError `too_large`
 */
export async function readBytes(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > most) throw tooLarge(most);
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let count = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks, count);
    count += value.byteLength;
    // Not cancelled: that would cut the connection before the answer is out. Node discards the rest.
    if (count > most) throw tooLarge(most);
    chunks.push(value);
  }
}

function tooLarge(most: number): AppError {
  return new AppError("too_large", {
    message: `a form of more than ${most} bytes`,
    userMessage: `This form is larger than ${formatSize(most)}. Nothing was saved.`,
  });
}

function formatSize(bytes: number): string {
  return bytes >= 1_000_000 ? `${bytes / 1_000_000} MB` : `${bytes / 1_000} kB`;
}
