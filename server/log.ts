import pino from "pino";
import type { DestinationStream, Logger } from "pino";
import { describeError } from "./logging/describe-error";

/**
 * The process's log: JSON lines on standard output. Answers, drawings, prompts, passwords and tokens
 * are never logged: of an error only what `describeError` lets through, of a request what the web
 * process describes.
 * @param destination instead of standard output
 */
export function createLog(
  process: "web" | "worker",
  level: string,
  destination?: DestinationStream,
): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: { process },
    serializers: { err: describeError },
    hooks: { logMethod: withOwnMessage },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** A line that says nothing but an error would be given the error's message, as it is, by pino. */
function withOwnMessage(this: Logger, args: Parameters<pino.LogFn>, method: pino.LogFn): void {
  const [first, message] = args;
  if (typeof first !== "object" || first === null || message !== undefined) {
    return method.apply(this, args);
  }
  const fields: object = first instanceof Error ? { err: first } : first;
  method.call(this, fields, "no message");
}
