import { fileURLToPath } from "node:url";
import { readEnv } from "../../server/env";
import { runEvals } from "./command/run-evals";

const rootDir = fileURLToPath(new URL("../..", import.meta.url));

process.exitCode = await runEvals(process.argv.slice(2), rootDir, readEnv, {
  out: (text) => console.log(text),
  err: (text) => console.error(text),
  progress: (line) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${line}\u001b[K`);
  },
});
