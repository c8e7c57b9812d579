import "./default-node-env";
import { complainAboutNode } from "./start/check-node";

/**
 * `npm start`: the one command. Only the check of Node's version is loaded at once: the rest would
 * fail on an old one before it could say why.
 */
async function main(): Promise<void> {
  const complaint = complainAboutNode(process.versions.node);
  if (complaint !== null) {
    console.error(complaint);
    process.exitCode = 1;
    return;
  }
  const { startFromTerminal } = await import("./start/start-from-terminal");
  const { runStart } = await import("./start/run-start");
  await startFromTerminal("start", runStart);
}

await main();
