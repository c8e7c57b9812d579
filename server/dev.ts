import { complainAboutNode } from "./start/check-node";

/** `npm run dev`: the product as its sources stand, with every change on screen. Nothing is built. */
async function main(): Promise<void> {
  const complaint = complainAboutNode(process.versions.node);
  if (complaint !== null) {
    console.error(complaint);
    process.exitCode = 1;
    return;
  }
  const { declareDevelopment } = await import("./env");
  declareDevelopment();
  const { startFromTerminal } = await import("./start/start-from-terminal");
  const { runDev } = await import("./dev/run-dev");
  await startFromTerminal("dev", runDev);
}

await main();
