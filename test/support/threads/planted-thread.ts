import type { TaskCall, TaskOutcome } from "#server/threads/create-runner";
import runTask from "#server/threads/run-task";

/** What a text can hold that makes this thread misbehave as no text of today does. */
export const PLANTED = {
  spin: "PLANTED: never ends",
  eat: "PLANTED: eats all memory",
  exit: "PLANTED: takes its thread down",
  fail: "PLANTED: breaks",
} as const;

/** The real entry, but for texts that hold one of `PLANTED`. Rubrics hold none. */
export default function runPlanted(call: TaskCall): Promise<TaskOutcome> | TaskOutcome {
  const read = JSON.stringify(call.args);
  if (read.includes(PLANTED.spin)) spin();
  if (read.includes(PLANTED.eat)) eat();
  if (read.includes(PLANTED.exit)) process.exit(3);
  if (read.includes(PLANTED.fail)) return runTask({ name: "readAnswer", args: [] });
  return runTask(call);
}

function spin(): never {
  for (;;);
}

function eat(): never {
  const eaten: number[][] = [];
  for (;;) eaten.push(new Array<number>(10_000).fill(eaten.length));
}
