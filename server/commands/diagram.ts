import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";

import { diagramToText } from "../diagram/diagram-to-text";
import { toLabelledGraph } from "../diagram/print";
import { readDiagram } from "../diagram/read-diagram";
import { parseScene, type ParsedScene } from "../diagram/scene.schema";

const USAGE = "usage: npm run diagram -- <scene.excalidraw> [--json]";

/** Prints the graph that the grader reads out of a scene file; exit code 2 when there is none to read. */
function main(): void {
  const { path, json } = readArguments();
  const { scene, dropped, notices } = loadScene(path);
  for (const { id, type, reason } of [...dropped, ...notices])
    console.error(`${type} ${id ?? "(no id)"}: ${reason}`);
  const diagram = readDiagram(scene);
  // Scenes of a test set are named by number; the scorer knows them by it.
  const id = /^\d+/.exec(basename(path))?.[0];
  if (json) console.log(JSON.stringify(toLabelledGraph(diagram, id), null, 1));
  else process.stdout.write(diagramToText(diagram));
}

function readArguments(): { path: string; json: boolean } {
  const parsed = tryTo(
    () => parseArgs({ allowPositionals: true, options: { json: { type: "boolean" } } }),
    (message) => `${message}\n${USAGE}`,
  );
  const [path, ...more] = parsed.positionals;
  if (path === undefined || more.length > 0) stop(USAGE);
  return { path, json: parsed.values.json ?? false };
}

function loadScene(path: string): ParsedScene {
  if (!existsSync(path)) stop(`No such file: ${path}`);
  const text = tryTo(
    () => readFileSync(path, "utf8"),
    (message) => `Can't read ${path}: ${message}`,
  );
  const input: unknown = tryTo(
    () => JSON.parse(text) as unknown,
    (message) => `Not JSON: ${path}: ${message}`,
  );
  const parsed = parseScene(input);
  const [first] = parsed.dropped;
  if (first?.type === "scene") stop(`Not an Excalidraw scene: ${path}: ${first.reason}`);
  return parsed;
}

function tryTo<T>(work: () => T, explain: (message: string) => string): T {
  try {
    return work();
  } catch (error) {
    return stop(explain(error instanceof Error ? error.message : String(error)));
  }
}

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}

main();
