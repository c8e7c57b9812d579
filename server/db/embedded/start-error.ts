/**
 * The start cannot go on, and the person at the terminal can do something about it. `message` says
 * what is wrong, `whatToDo` the next step; both are printed, without a stack.
 */
export class StartError extends Error {
  readonly whatToDo: string;

  constructor(message: string, whatToDo: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.name = "StartError";
    this.whatToDo = whatToDo;
  }
}

/** The system's code of a failed call ("ENOENT", "EACCES"), or undefined. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/**
 * Turns a refusal of the file system into a StartError about `path`; anything else is handed back
 * as it came.
 */
export function explainFileError(error: unknown, path: string): unknown {
  switch (errorCode(error)) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new StartError(
        `The data folder is not writable: ${path}`,
        "Give this user the right to write there, or set SCALEBOARD_DATA_DIR to a folder that is writable.",
        { cause: error },
      );
    case "ENOSPC":
    case "EDQUOT":
      return diskFull(path, error);
    default:
      return error;
  }
}

export function diskFull(path: string, cause?: unknown): StartError {
  return new StartError(
    `The disk is full: the database in ${path} cannot write.`,
    "Free some space (300 MB is enough to start), or set SCALEBOARD_DATA_DIR to a folder on another disk. What was saved before is still there.",
    { cause },
  );
}
