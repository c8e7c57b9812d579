import { saveReplySchema, type Save, type SaveReply } from "#domain/attempts/save.schema";

/** Smaller bodies grow by gzip's own header, or gain too little to wait for. */
const GZIP_FROM_BYTES = 1_000;
/** Browsers let a page that is going away leave 64 kB under way. */
const KEEPALIVE_MAX_BYTES = 60_000;
const SEND_TIMEOUT_MS = 20_000;

/** What became of a save. Only `acknowledged` means that the server has it. */
export type SendResult =
  | { kind: "acknowledged"; reply: SaveReply; sentAtMs: number; receivedAtMs: number }
  /** The session ended: worth another try once the candidate signed in elsewhere. */
  | { kind: "signed_out" }
  /** This body is not taken (400, 413); a smaller one may be. */
  | { kind: "rejected"; userMessage: string }
  /** Nothing more is taken for this attempt (403, 404, 409, 410). */
  | { kind: "closed"; userMessage: string }
  /** The server is there and asks for patience (429, 5xx). Whether it saved is unknown. */
  | { kind: "busy"; retryAfterMs: number | null; userMessage?: string | undefined }
  /** No answer, or none of ours. Whether it saved is unknown. */
  | { kind: "unreachable" };

/** @param isLeaving the page may be gone at any moment: the request starts before this returns */
export type SendSave = (save: Save, options: { isLeaving: boolean }) => Promise<SendResult>;

/** Posts saves of one attempt. `fetch` and the monotonic clock are handed in. */
export function createSendSave(parts: {
  url: string;
  fetch: typeof fetch;
  nowMs: () => number;
}): SendSave {
  return async function sendSave(save, { isLeaving }) {
    const json = new TextEncoder().encode(JSON.stringify(save));
    const isGzipped = !isLeaving && json.length > GZIP_FROM_BYTES;
    const body = isGzipped ? await gzip(json) : json;
    const sentAtMs = parts.nowMs();
    let response: Response;
    try {
      response = await parts.fetch(parts.url, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          ...(isGzipped ? { "Content-Encoding": "gzip" } : {}),
        },
        body,
        keepalive: body.length <= KEEPALIVE_MAX_BYTES,
        redirect: "error",
        signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
      });
      return await readResult(response, { seq: save.seq, sentAtMs, nowMs: parts.nowMs });
    } catch {
      // fetch throws for every way of not getting an answer; none of them says more than this.
      return { kind: "unreachable" };
    }
  };
}

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function readResult(
  response: Response,
  sent: { seq: number; sentAtMs: number; nowMs: () => number },
): Promise<SendResult> {
  const { status } = response;
  const body = parseJson(await response.text());
  if (response.ok) {
    const reply = saveReplySchema.safeParse(body);
    // Somebody else's 200 (a hotel's sign-in page, a proxy) acknowledges nothing.
    if (!reply.success || reply.data.seq !== sent.seq) return { kind: "unreachable" };
    const receivedAtMs = sent.nowMs();
    return { kind: "acknowledged", reply: reply.data, sentAtMs: sent.sentAtMs, receivedAtMs };
  }
  const userMessage = readText(body, "userMessage");
  if (status === 429 || status >= 500) {
    const retryAfterMs = readRetryAfter(response.headers.get("Retry-After"));
    return { kind: "busy", retryAfterMs, userMessage };
  }
  // A proxy before the server refuses large bodies by itself; a smaller one may come through.
  if (status === 413)
    return { kind: "rejected", userMessage: userMessage ?? "This is too large to be sent." };
  // Any other refusal counts only in our own words: a proxy's or a hotel's page says nothing of us.
  if (userMessage === undefined) return { kind: "unreachable" };
  // An operator's mistake, which they will put right: nothing is over, as long as the page is open.
  if (readText(body, "code") === "wrong_address") {
    return { kind: "busy", retryAfterMs: null, userMessage };
  }
  if (status === 401) return { kind: "signed_out" };
  if (status === 400 || status === 422) return { kind: "rejected", userMessage };
  if ([403, 404, 409, 410].includes(status)) return { kind: "closed", userMessage };
  return { kind: "unreachable" };
}

/** Undefined for what is no JSON: a proxy's own page says nothing about the save. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** @returns undefined for an answer that is not ours */
function readText(body: unknown, name: "code" | "userMessage"): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const value: unknown = Reflect.get(body, name);
  return typeof value === "string" ? value : undefined;
}

/** Seconds only: a date would need the machine's clock. */
function readRetryAfter(value: string | null): number | null {
  if (value === null || !/^\d{1,6}$/.test(value.trim())) return null;
  return Number(value) * 1_000;
}
