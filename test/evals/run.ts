import { fileURLToPath } from "node:url";
import { readEnv } from "../../server/env";
import { runEvals } from "./command/run-evals";

/** Where lines pile up, as in a file, one in ten seconds is enough. */
const LINE_EVERY_MS = 10_000;
let nextLineMs = performance.now() + LINE_EVERY_MS;
function isDue(): boolean {
  const nowMs = performance.now();
  if (nowMs < nextLineMs) return false;
  nextLineMs = nowMs + LINE_EVERY_MS;
  return true;
}

const rootDir = fileURLToPath(new URL("../..", import.meta.url));

process.exitCode = await runEvals(process.argv.slice(2), rootDir, readEnv, {
  out: (text) => {
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
    console.log(text);
  },
  err: (text) => console.error(text),
  progress: (line) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${line}\u001b[K`);
    else if (isDue()) console.error(line);
  },
});
