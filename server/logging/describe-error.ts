import { hideValues } from "./hide-values";

/** An error as the logs show it. Whatever else it carries is left out. */
export type LoggedError = {
  /** Name of its class. */
  type: string;
  message: string;
  /** Calls only, "at …" a line: the text that a stack begins with is its message. */
  stack?: string;
  code?: string;
  status?: number;
  /** Where the database says it happened: names of tables and columns, never a value. */
  place?: Record<string, string>;
  cause?: LoggedError;
  errors?: LoggedError[];
};

/** A chain of causes longer than this, or more errors at once, says nothing new. */
const MAX_DEPTH = 5;
const MAX_ERRORS = 5;
const CODE = /^[A-Za-z0-9_]{2,40}$/;
const SQLSTATE = /^[0-9A-Z]{5}$/;
/**
 * SQLSTATE classes whose messages name things of the schema and the server only: connections,
 * transactions, constraints, access, rights and names, resources, operators and the system. What
 * was given stands in their DETAIL, which is not shown.
 */
const NAMES_ONLY = /^(08|23|25|28|3D|40|42|53|55|57|58)/;
/** The same facts as postgres.js and pg name them. */
const PLACES = {
  severity: ["severity"],
  schema: ["schema_name", "schema"],
  table: ["table_name", "table"],
  column: ["column_name", "column"],
  constraint: ["constraint_name", "constraint"],
  routine: ["routine"],
} as const;
const NAME = /^[A-Za-z_][A-Za-z0-9_.]{0,63}$/;
const FRAME = /^\s+at .{1,400}$/;

/**
 * What may be known of an error: its class, code and calls, those of its causes, and a message
 * without values. Never the statement and its parameters, a body, headers, or what a model said.
 */
export function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return describeOther(error);
  const message = describeMessage(error);
  const stack = listCalls(error);
  const code = readText(error, "code", CODE);
  const status = "status" in error && typeof error.status === "number" ? error.status : undefined;
  const place = code !== undefined && SQLSTATE.test(code) ? describePlace(error) : undefined;
  const isDeep = depth >= MAX_DEPTH;
  const errors = error instanceof AggregateError && !isDeep ? error.errors : [];
  return {
    type: nameType(error),
    message,
    ...(stack !== "" && { stack }),
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
    ...(place !== undefined && { place }),
    ...(error.cause !== undefined && !isDeep && { cause: describeError(error.cause, depth + 1) }),
    ...(errors.length > 0 && {
      errors: errors.slice(0, MAX_ERRORS).map((one: unknown) => describeError(one, depth + 1)),
    }),
  };
}

/** Remix throws responses, and anything can be thrown. */
function describeOther(error: unknown): LoggedError {
  const type = typeof error === "object" && error !== null ? nameType(error) : typeof error;
  const hasStatus = typeof error === "object" && error !== null && "status" in error;
  const status = hasStatus && typeof error.status === "number" ? error.status : undefined;
  return { type, message: "not an error", ...(status !== undefined && { status }) };
}

function nameType(error: object): string {
  const name: unknown = Reflect.get(error, "name");
  const given = typeof name === "string" && name !== "Error" ? name : error.constructor?.name;
  return given !== undefined && NAME.test(given) ? given : "Error";
}

function describeMessage(error: Error): string {
  const code = readText(error, "code", SQLSTATE);
  const kind = readText(error, "kind", CODE);
  if ("query" in error || "params" in error || error.message.startsWith("Failed query")) {
    // Drizzle puts statement and parameters into its message; postgres.js gives its own message.
    return code === undefined ? "a statement failed" : describeRefusal(error.message, code);
  }
  if (code !== undefined && "severity" in error) return describeRefusal(error.message, code);
  // What a model or its server said may repeat an answer.
  if (error.name === "JudgeError") return kind ?? "the judge failed";
  if ("headers" in error && "status" in error) return `answered ${String(error.status)}`;
  // Its message is a list of all that was wrong, with keys as they were sent.
  if (error.name === "ZodError" || "issues" in error) return "not of the expected shape";
  return hideValues(error.message);
}

function describeRefusal(message: string, sqlState: string): string {
  // A trigger or a cast may say it in any words: the code has to do.
  if (!NAMES_ONLY.test(sqlState)) return "the database refused it";
  return (message.split("\n")[0] ?? "").slice(0, 300);
}

function describePlace(error: Error): Record<string, string> {
  const found = Object.entries(PLACES).flatMap(([name, keys]) => {
    const value = keys.map((key) => readText(error, key, NAME)).find((text) => text !== undefined);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(found) as Record<string, string>;
}

function readText(error: Error, key: string, shape: RegExp): string | undefined {
  const value: unknown = Reflect.get(error, key);
  return typeof value === "string" && shape.test(value) ? value : undefined;
}

/** Lines of the message can look like calls, so the message goes first. */
function listCalls(error: Error): string {
  const stack = typeof error.stack === "string" ? error.stack : "";
  const at = stack.indexOf(error.message);
  const calls = at < 0 ? stack : stack.slice(at + error.message.length);
  return calls
    .split("\n")
    .filter((line) => FRAME.test(line))
    .map((line) => line.trim())
    .join("\n");
}
