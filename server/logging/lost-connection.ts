/** What postgres.js, ioredis and Node call a connection that is not there. */
export const LOST_CODES: ReadonlySet<string> = new Set([
  ...["CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECTION_DESTROYED", "CONNECT_TIMEOUT"],
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"],
]);
/** Also of servers that are starting, stopping or full: SQLSTATE, and a queue's call that was given up. */
const AWAY = /^(08...|57P0[1-3]|53300|TOOK_TOO_LONG)$/;
/** What pg and ioredis give no code for. */
const WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Connection is closed|Reached the max retries per request|Stream isn't writeable|LOADING )/;

/** Whether PostgreSQL or Redis couldn't be reached, by an error or its causes. */
export function isLostConnection(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
    if (LOST_CODES.has(code) || AWAY.test(code) || WORDS.test(cause.message)) return true;
  }
  return false;
}
