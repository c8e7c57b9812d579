/**
 * Why a task in a thread gave no result. `out_of_time`, `died` and `failed` are the task's own doing:
 * nothing else runs in its thread. `busy` and `stopped` say nothing about it.
 */
export type TextTaskFailure = "out_of_time" | "died" | "failed" | "busy" | "stopped";

/** The message names the task and the place in the code, never what was read. */
export class TextTaskError extends Error {
  readonly kind: TextTaskFailure;

  constructor(kind: TextTaskFailure, message: string) {
    super(message);
    this.name = "TextTaskError";
    this.kind = kind;
  }

  get isOwnDoing(): boolean {
    return this.kind === "out_of_time" || this.kind === "died" || this.kind === "failed";
  }
}
