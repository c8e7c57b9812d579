import pino from "pino";
import type { DestinationStream, Logger } from "pino";
import { atMostEvery } from "./logging/at-most-every";
import { describeError } from "./logging/describe-error";
import { isLostConnection } from "./logging/lost-connection";

/** Everything that a process does fails while a store is away; it is one piece of news. */
const LOST_EVERY_MS = 1_000;
const WARN = 40;

const listeners = new WeakMap<Logger, () => void>();

/**
 * The process's log: JSON lines on standard output. Answers, drawings, prompts, passwords and tokens
 * are never logged: of an error only what `describeError` lets through, of a request what the web
 * process describes. Of warnings that the database or the queue can't be reached, one a second.
 * @param destination instead of standard output
 */
export function createLog(
  process: "web" | "worker",
  level: string,
  destination?: DestinationStream,
): Logger {
  const isTime = atMostEvery(LOST_EVERY_MS);
  const options: pino.LoggerOptions = {
    level,
    base: { process },
    serializers: { err: describeError },
    hooks: {
      logMethod(args, method, levelNumber) {
        if (levelNumber >= WARN && isLostConnection(findError(args))) {
          listeners.get(log)?.();
          if (!isTime()) return;
        }
        writeWithOwnMessage(this, args, method);
      },
    },
  };
  const log: Logger = destination ? pino(options, destination) : pino(options);
  return log;
}

/** Calls `listener` whenever `log`, or a child of it, is given an error of a store that is away. */
export function onLostConnection(log: Logger, listener: () => void): void {
  listeners.set(log, listener);
}

type LogArgs = Parameters<pino.LogFn>;

function findError([first]: LogArgs): unknown {
  if (first instanceof Error) return first;
  return typeof first === "object" && first !== null && "err" in first ? first.err : undefined;
}

/** A line that says nothing but an error would be given the error's message, as it is, by pino. */
function writeWithOwnMessage(log: Logger, args: LogArgs, method: pino.LogFn): void {
  const [first, message] = args;
  if (typeof first !== "object" || first === null || message !== undefined) {
    return method.apply(log, args);
  }
  const fields: object = first instanceof Error ? { err: first } : first;
  method.call(log, fields, "no message");
}
