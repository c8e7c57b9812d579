import { startEmbeddedPostgres } from "../../../../server/db/embedded/start-embedded-postgres";

/**
 * A parent to be killed: starts the embedded database on the folder given and holds it until its
 * standard input ends. Says what it did on standard output, one JSON a line.
 */
async function main(): Promise<void> {
  const [dataDir = ""] = process.argv.slice(2);
  const say = (message: object) => console.log(JSON.stringify(message));
  const server = await startEmbeddedPostgres({ dataDir, log: (line) => say({ log: line }) });
  say({ url: server.url });
  process.stdin.resume();
  process.stdin.once("end", () => void server.stop());
}

await main();
