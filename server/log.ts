import pino from "pino";
import type { Logger } from "pino";

/**
 * The process's log: JSON lines on standard output. Answers, drawings and prompts are never logged;
 * headers that carry a secret are left out.
 */
export function createLog(process: "web" | "worker", level: string): Logger {
  return pino({
    level,
    base: { process },
    redact: ["req.headers.cookie", "req.headers.authorization", 'res.headers["set-cookie"]'],
  });
}
