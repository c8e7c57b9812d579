import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { z } from "zod";
import { parseScene } from "#domain/diagram/parse-scene";
import type { ParsedScene } from "#domain/diagram/parse-scene";

/** Exit code of a command that was asked for something it can't do. */
const BAD_INPUT = 2;

/** Ends the command with a message on the error stream and exit code 2. */
export function stop(message: string): never {
  console.error(message);
  process.exit(BAD_INPUT);
}

/** Does the work, or ends the command with what `explain` makes of the error. */
export function tryTo<T>(work: () => T, explain: (message: string) => string): T {
  try {
    return work();
  } catch (error) {
    return stop(explain(error instanceof Error ? error.message : String(error)));
  }
}

/** Options that are given without a value. */
const FLAGS: ReadonlySet<string> = new Set(["json"]);

/**
 * The options of the command line, one for each key of the schema. Ends the command with what is wrong
 * with them, and `usage`.
 */
export function readOptions<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  usage: string,
): z.infer<z.ZodObject<Shape>> {
  const options = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [
      name,
      { type: FLAGS.has(name) ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  const { values } = tryTo(
    () => parseArgs({ options }),
    (message) => `${message}\n${usage}`,
  );
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) =>
    message.startsWith("--") ? message : `--${path.join(".")}: ${message}`,
  );
  return stop(`${faults.join("\n")}\n${usage}`);
}

/** The text of a file; ends the command where there is none to read. */
export function readTextFile(path: string): string {
  if (!existsSync(path)) stop(`No such file: ${path}`);
  return tryTo(
    () => readFileSync(path, "utf8"),
    (message) => `Can't read ${path}: ${message}`,
  );
}

/**
 * A scene file, element by element: what can't be used is named on the error stream and left out.
 * Ends the command where the file is no Excalidraw scene at all.
 */
export function readSceneFile(path: string): ParsedScene["scene"] {
  const text = readTextFile(path);
  const input: unknown = tryTo(
    () => JSON.parse(text) as unknown,
    (message) => `Not JSON: ${path}: ${message}`,
  );
  const { scene, dropped, notices } = parseScene(input);
  const [first] = dropped;
  if (first?.type === "scene") stop(`Not an Excalidraw scene: ${path}: ${first.reason}`);
  for (const { id, type, reason } of [...dropped, ...notices])
    console.error(`${type} ${id ?? "(no id)"}: ${reason}`);
  return scene;
}
