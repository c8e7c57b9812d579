import { basename, dirname } from "node:path";
import { createStream } from "rotating-file-stream";
import type { RotatingFileStream } from "rotating-file-stream";
import { errorCode } from "../db/embedded/start-error";

/** Together with the older ones at most 60 MB a process: weeks of one machine's use. */
const MAX_BYTES = 10_000_000;
/** Kept beside the one that is written: `web.log.1` is the newest of them. */
const OLDER_FILES = 5;
const SECRET_MODE = 0o600;
const TRY_AGAIN_AFTER_MS = 10_000;

export type LogFile = { write: (line: string) => void; end: () => void };

/**
 * A log file that starts anew when it is full. One that can't be written, on a full disk say, must
 * not take down what it tells about: its lines are dropped, `onTrouble` hears of it once, and it is
 * tried again every ten seconds.
 */
export function openLogFile(
  path: string,
  onTrouble: (message: string) => void,
  options: { maxBytes?: number; nowMs?: () => number } = {},
): LogFile {
  const { maxBytes = MAX_BYTES, nowMs = Date.now } = options;
  let stream: RotatingFileStream | null = null;
  let tryAgainAtMs = 0;
  let isTold = false;

  function open(): RotatingFileStream {
    const opened = createStream(basename(path), {
      path: dirname(path),
      size: `${maxBytes}B`,
      rotate: OLDER_FILES,
      mode: SECRET_MODE,
    });
    opened.on("error", (error) => {
      if (stream !== opened) return;
      stream = null;
      tryAgainAtMs = nowMs() + TRY_AGAIN_AFTER_MS;
      if (!isTold) onTrouble(`${path} can't be written (${errorCode(error) ?? error.message}).`);
      isTold = true;
    });
    return opened;
  }

  return {
    write: (line) => {
      if (stream === null && nowMs() < tryAgainAtMs) return;
      stream ??= open();
      stream.write(line);
    },
    end: () => stream?.end(),
  };
}
