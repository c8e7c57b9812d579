import { basename } from "node:path";
import { parseArgs } from "node:util";

import { diagramToText } from "#domain/diagram/diagram-to-text";
import { toLabelledGraph } from "#domain/diagram/print";
import { readDiagram } from "#domain/diagram/read-diagram";
import { readSceneFile, stop, tryTo } from "./command-input";

const USAGE = "usage: npm run diagram -- <scene.excalidraw> [--json]";

/** Prints the graph that the grader reads out of a scene file; exit code 2 when there is none to read. */
function main(): void {
  const { path, json } = readArguments();
  const diagram = readDiagram(readSceneFile(path));
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

main();
