import { APIConnectionTimeoutError, APIError } from "openai";

/** What is read of a server's words, to tell which of ours fits. */
const MAX_READ_CHARS = 2_000;
const NODE_CODE = /^[A-Z][A-Z0-9_]{2,40}$/;
const MAX_CAUSES = 5;

/** What servers complain about, in their own words, and how we say it. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/insufficient_quota|billing|credit/i, "its account has no credit left"],
  [
    /context.?(length|window|size)|maximum context|too many tokens/i,
    "the prompt is longer than its context window",
  ],
  [/model.{0,200}(not found|not exist)|model_not_found/i, "it has no model of this name"],
  [/api.?key|authenti|unauthori[sz]ed/i, "it doesn’t accept the key"],
  [/reasoning_effort/i, "it doesn’t take reasoning_effort"],
  [/max_completion_tokens/i, "it doesn’t take max_completion_tokens"],
  [/max_tokens/i, "it doesn’t take max_tokens"],
  [/temperature/i, "it doesn’t take this temperature"],
  [/response_format|json_schema|grammar/i, "it doesn’t take this format of replies"],
];

const STATUSES: Record<number, string> = {
  400: "it can’t take this request",
  401: "it doesn’t accept the key",
  402: "its account has no credit left",
  403: "the key isn’t allowed to do this",
  404: "nothing is at this address, or it has no model of this name",
  413: "the request is too large for it",
  422: "it can’t take this request",
  429: "it gets too many requests",
};

/** Why a request to a model failed, in our words: nothing that the server sent is in them. */
export function sayModelError(error: unknown): string {
  if (error instanceof APIConnectionTimeoutError) return "no answer came in time";
  if (!(error instanceof APIError) || error.status === undefined) {
    const code = findCode(error);
    return `the connection failed${code === null ? "" : ` (${code})`}`;
  }
  const { status } = error;
  const why = findReason(error) ?? STATUSES[status];
  return `the server answered ${status}${why === undefined ? "" : `: ${why}`}`;
}

/** Of what is wrong with a request; what a server says of its own fault is no help to anybody here. */
function findReason({ status, message, code, param }: APIError): string | undefined {
  if (status === undefined || status < 400 || status >= 500) return undefined;
  const said = `${message} ${code ?? ""} ${param ?? ""}`.slice(0, MAX_READ_CHARS);
  return REASONS.find(([words]) => words.test(said))?.[1];
}

/** Node's own word for it, such as ECONNREFUSED; what a certificate says is the server's. */
function findCode(error: unknown): string | null {
  let cause = error;
  for (let depth = 0; depth < MAX_CAUSES && cause instanceof Error; depth += 1) {
    if ("code" in cause && typeof cause.code === "string" && NODE_CODE.test(cause.code)) {
      return cause.code;
    }
    cause = cause.cause;
  }
  return null;
}
