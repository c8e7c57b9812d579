import { JudgeError } from "../grading/judge";
import type { JudgeErrorKind } from "../grading/judge";

/** What a thread can be asked for, by name. */
export type TaskSet = Record<string, (...args: never[]) => unknown>;

/** What a thread is handed. The arguments are those of the task of this name. */
export type TaskCall = { name: string; args: unknown[] };

/** What it hands back. Classes don't survive the way, so errors are told as data. */
export type TaskOutcome =
  | { kind: "done"; value: unknown }
  | { kind: "judge_error"; error: { kind: JudgeErrorKind; message: string; retryable: boolean } }
  | { kind: "failed"; where: string };

/** What the entry of a thread does. */
export function createRunner(tasks: TaskSet): (call: TaskCall) => Promise<TaskOutcome> {
  return async function runTask({ name, args }) {
    try {
      const task = tasks[name] as (...given: unknown[]) => unknown;
      return { kind: "done", value: await task(...args) };
    } catch (error) {
      if (error instanceof JudgeError) {
        const { kind, message, retryable } = error;
        return { kind: "judge_error", error: { kind, message, retryable } };
      }
      return { kind: "failed", where: describePlace(error) };
    }
  };
}

/** The error's class and where it was thrown. Its message may hold what was read. */
function describePlace(error: unknown): string {
  if (!(error instanceof Error)) return "a thrown value";
  const place = /\n {1,8}at (.+)/.exec(error.stack ?? "")?.[1] ?? "an unknown place";
  return `${error.name} at ${place}`;
}
