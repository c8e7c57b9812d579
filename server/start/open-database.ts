import { relative } from "node:path";
import postgres from "postgres";
import { startEmbeddedPostgres } from "../db/embedded/start-embedded-postgres";
import { StartError, errorCode } from "../db/embedded/start-error";
import type { Lifetime } from "./lifetime";
import type { Terminal } from "./terminal";

export type OpenDatabase = { url: string; isEmbedded: boolean };

const CONNECT_TIMEOUT_S = 10;

type OpenOptions = {
  dataDir: string;
  /** A server of the person's own; without it the embedded one is started. */
  databaseUrl: string | undefined;
  lifetime: Lifetime;
  terminal: Terminal;
  onFailure: (error: StartError) => void;
};

/** The database of this run. */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const { dataDir, databaseUrl, terminal } = options;
  if (databaseUrl !== undefined) {
    terminal.say("Database: the one that DATABASE_URL names");
    await requireAnswer(databaseUrl);
    return { url: databaseUrl, isEmbedded: false };
  }
  const shownDir = relative(process.cwd(), dataDir) || dataDir;
  terminal.say(`Database: PostgreSQL in ${shownDir.startsWith("..") ? dataDir : shownDir}`);
  const server = await startEmbeddedPostgres({
    dataDir,
    log: terminal.say,
    onFailure: options.onFailure,
  });
  await options.lifetime.own(server.stop);
  return { url: server.url, isEmbedded: true };
}

async function requireAnswer(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: CONNECT_TIMEOUT_S, fetch_types: false });
  try {
    await sql`SELECT 1`;
  } catch (error) {
    const reason = error instanceof Error ? error.message || errorCode(error) : String(error);
    throw new StartError(
      `The database that DATABASE_URL names does not answer: ${reason}`,
      "Check the address and that the server runs, or leave DATABASE_URL out to use the embedded one.",
      { cause: error },
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}
