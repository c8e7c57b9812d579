import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { OutlineError } from "#domain/drawing/outline/outline";

const USAGE = "usage: npm run draw -- <outline.txt|-> [--out scene.excalidraw]";

/** Draws an outline (docs/drawing.md) as a scene, to a file or to the output; exit code 2 when it can't. */
function main(): void {
  const { path, out } = readArguments();
  const text = tryTo(
    () => readFileSync(path === "-" ? 0 : path, "utf8"),
    (error) => `Can't read ${path}: ${error.message}`,
  );
  const { elements, files } = tryTo(
    () => drawOutline(text),
    (error) => {
      if (error instanceof OutlineError) return `${path}: ${error.message}`;
      throw error;
    },
  );
  const appState = { gridSize: 20, viewBackgroundColor: "#ffffff" };
  const document = {
    type: "excalidraw",
    version: 2,
    source: "scaleboard",
    elements,
    appState,
    files,
  };
  const json = `${JSON.stringify(document, null, 1)}\n`;
  if (out === undefined) process.stdout.write(json);
  else
    tryTo(
      () => writeFileSync(out, json),
      (error) => `Can't write ${out}: ${error.message}`,
    );
}

function readArguments(): { path: string; out: string | undefined } {
  const parsed = tryTo(
    () => parseArgs({ allowPositionals: true, options: { out: { type: "string" } } }),
    (error) => `${error.message}\n${USAGE}`,
  );
  const [path, ...more] = parsed.positionals;
  if (path === undefined || more.length > 0) stop(USAGE);
  return { path, out: parsed.values.out };
}

function tryTo<T>(work: () => T, explain: (error: Error) => string): T {
  try {
    return work();
  } catch (error) {
    return stop(explain(error instanceof Error ? error : new Error(String(error))));
  }
}

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}

main();
