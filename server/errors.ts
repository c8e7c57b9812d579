/** What can be refused, and the HTTP status each answers with. The one map. */
const STATUS_BY_CODE = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  /** A page of ours, opened at an address that this server doesn't take for its own. */
  wrong_address: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
} as const;

export type AppErrorCode = keyof typeof STATUS_BY_CODE;

/** What can be done from when on: "You can start again", before a time in the reader's zone. */
export type Again = { from: Date; what: string };

/**
 * An expected absence or refusal. `message` is for the log, `userMessage` for the person who asked
 * and therefore free of anything they may not know. `field` names the form's field it speaks of.
 */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly userMessage: string;
  readonly status: number;
  readonly field: string | undefined;
  readonly again: Again | null;

  constructor(
    code: AppErrorCode,
    texts: {
      message: string;
      userMessage: string;
      field?: string;
      again?: Again | null;
      cause?: unknown;
    },
  ) {
    super(texts.message, { cause: texts.cause });
    this.name = "AppError";
    this.code = code;
    this.userMessage = texts.userMessage;
    this.status = STATUS_BY_CODE[code];
    this.field = texts.field;
    this.again = texts.again ?? null;
  }
}

export function toStatus(code: AppErrorCode): number {
  return STATUS_BY_CODE[code];
}

/**
 * By name, not by class: the web process and the app's bundle each carry a copy of this file, and
 * an error may cross from one to the other.
 */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === "AppError" && "userMessage" in error;
}
