import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from "openai";
import { JudgeError } from "../../grading/judge";
import { AddressRefusedError } from "../../net/address-rules";
import { SilenceError } from "../home/silence";
import { UnreadableReplyError } from "./http-fetch";
import { sayModelError } from "./say-model-error";

/** Longest wait taken over from a provider: 1 hour. */
const MAX_RETRY_AFTER_MS = 3_600_000;

/**
 * The one place that says what a failed request to a model means. Outages, limits and timeouts are
 * worth another try; a wrong key, an unknown model or a request the server can't take are not. The words
 * are ours: a server may repeat the key that it was sent, in whatever spelling.
 */
export function classifyModelError(error: unknown, now: Date = new Date()): JudgeError {
  if (error instanceof JudgeError) return error;
  const message = sayModelError(error);
  if (error instanceof APIUserAbortError) {
    return new JudgeError("aborted", "the call was aborted", { retryable: true, cause: error });
  }
  const silence = findCause(error, SilenceError);
  if (silence) {
    return new JudgeError("timeout", silence.message, { retryable: true, cause: error });
  }
  if (error instanceof APIConnectionTimeoutError) {
    return new JudgeError("timeout", message, { retryable: true, cause: error });
  }
  const refused = findCause(error, AddressRefusedError);
  if (refused) {
    const { message: reason } = refused;
    return new JudgeError("misconfigured", reason, { retryable: false, cause: error });
  }
  const unreadable = findCause(error, UnreadableReplyError);
  if (unreadable) {
    const { message: fault } = unreadable;
    return new JudgeError("invalid_reply", fault, { retryable: true, cause: error });
  }
  if (error instanceof APIConnectionError || !(error instanceof APIError)) {
    return new JudgeError("unavailable", message, { retryable: true, cause: error });
  }
  return classifyStatus(error, message, now);
}

/** The client wraps what its `fetch` rejects with. */
function findCause<Kind extends Error>(
  error: unknown,
  kind: new (...args: never[]) => Kind,
): Kind | null {
  if (error instanceof kind) return error;
  const cause = error instanceof APIConnectionError ? error.cause : null;
  return cause instanceof kind ? cause : null;
}

function classifyStatus(error: APIError, message: string, now: Date): JudgeError {
  const { status, code, headers } = error;
  const retryAfterMs = readRetryAfter(headers, now);
  if (status === 429 && code === "insufficient_quota") {
    return new JudgeError("misconfigured", message, { retryable: false, cause: error });
  }
  if (status === 429) {
    return new JudgeError("rate_limited", message, { retryable: true, retryAfterMs, cause: error });
  }
  if (status === 408) return new JudgeError("timeout", message, { retryable: true, cause: error });
  if (code === "content_filter") {
    return new JudgeError("refused", message, { retryable: true, cause: error });
  }
  if (status !== undefined && status >= 300 && status < 400) {
    const redirect = `the server redirects (${status}), and no redirect is followed: give the address that it leads to`;
    return new JudgeError("misconfigured", redirect, { retryable: false, cause: error });
  }
  if (status !== undefined && status >= 400 && status < 500 && status !== 409 && status !== 425) {
    return new JudgeError("misconfigured", message, { retryable: false, cause: error });
  }
  return new JudgeError("unavailable", message, { retryable: true, retryAfterMs, cause: error });
}

/** Milliseconds that the provider asks to wait (RFC 9110: seconds or a date); null for none. */
export function readRetryAfter(headers: Headers | undefined, now: Date): number | null {
  const exact = headers?.get("retry-after-ms")?.trim();
  if (exact && /^\d+(\.\d+)?$/.test(exact)) return clamp(Number(exact));
  const value = headers?.get("retry-after")?.trim();
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return clamp(Number(value) * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : clamp(date - now.getTime());
}

function clamp(ms: number): number {
  return Math.min(MAX_RETRY_AFTER_MS, Math.max(0, Math.ceil(ms)));
}
