import type { Logger } from "pino";
import { hideValues } from "./hide-values";

const LEVELS = { error: "error", warn: "warn", log: "info", info: "info", debug: "debug" } as const;

/**
 * For a process of its own: sends what libraries write to the console into the log, and an error
 * that nobody caught too, which then ends the process as it would have. Left to Node and to them,
 * either would print an error with all that it carries.
 */
export function logStrayOutput(log: Logger): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    Reflect.set(console, method, (...given: unknown[]) => {
      const error = given.find((value) => value instanceof Error);
      const text = given.find((value) => typeof value === "string");
      log[level]({ ...(error && { err: error }), from: "console" }, hideValues(text ?? ""));
    });
  }
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "ended by an error that nobody caught");
    process.exit(1);
  });
}
