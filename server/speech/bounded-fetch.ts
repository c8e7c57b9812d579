/** Statuses that have no body; `Response` refuses one. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/** A reply that was not read to its end. */
export class OversizedReplyError extends Error {
  override readonly name = "OversizedReplyError";
}

/**
 * `fetch` as the OpenAI client needs it for audio: follows no redirect, reads the whole body before it
 * resolves, so that the client's timeout covers that as well, and hangs up on one that is too long.
 */
export function createBoundedFetch(maxBytes: number): typeof fetch {
  async function boundedFetch(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    const reply = await fetch(input, { ...init, redirect: "manual" });
    const body = await readBody(reply, maxBytes);
    const { status, headers } = reply;
    return new Response(WITHOUT_BODY.has(status) ? null : body, { status, headers });
  }
  // The client looks here for whether forms with files can be sent; else it would send a request.
  return Object.assign(boundedFetch, { Response });
}

async function readBody(reply: Response, maxBytes: number): Promise<Buffer<ArrayBuffer>> {
  const reader = reply.body?.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    bytes += part.value.length;
    if (bytes > maxBytes) {
      await reader?.cancel();
      throw new OversizedReplyError(`more than ${maxBytes} bytes`);
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}
