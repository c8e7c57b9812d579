import { spawn } from "node:child_process";
import { chown, readFile, rename, rm, writeFile } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import { makeOwnedFolder, type Cluster } from "./locate-cluster";
import { explainFailure, noBinary } from "./explain-failure";
import { bareEnv } from "./os-process";
import { asUser } from "./os-user";
import { StartError, errorCode } from "./start-error";

export const DATABASE_USER = "scaleboard";

const SECRET_MODE = 0o600;
const PASSWORD_BYTES = 24;
const WORTHY_OF_TRUST = /^[\w-]{16,}$/;

/**
 * The password of the embedded database, kept in `dataDir` for its owner only; made when there is
 * none. `isNew` also after someone deleted the file while the cluster stayed.
 */
export async function ensurePassword(
  dataDir: string,
): Promise<{ password: string; isNew: boolean }> {
  const path = join(dataDir, "postgres-password");
  try {
    const password = (await readFile(path, "utf8")).trim();
    if (WORTHY_OF_TRUST.test(password)) return { password, isNew: false };
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
  const password = randomBytes(PASSWORD_BYTES).toString("base64url");
  await writeFile(path, `${password}\n`, { mode: SECRET_MODE });
  return { password, isNew: true };
}

/**
 * Runs initdb beside the final place and renames the result, so that a start cut short leaves no
 * half a cluster. Encoding, sorting and time zone don't depend on the machine.
 * @throws StartError
 */
export async function createCluster(
  cluster: Cluster,
  password: string,
  options: { sync: boolean },
): Promise<void> {
  const unfinished = `${cluster.clusterDir}.unfinished`;
  const passwordFile = `${cluster.clusterDir}.password`;
  await rm(unfinished, { recursive: true, force: true });
  await makeOwnedFolder(unfinished, cluster.user);
  await writeFile(passwordFile, `${password}\n`, { mode: SECRET_MODE });
  try {
    if (cluster.user) await chown(passwordFile, cluster.user.uid, cluster.user.gid);
    const args = ["-D", unfinished, "-U", DATABASE_USER, `--pwfile=${passwordFile}`];
    args.push("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C");
    args.push("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions");
    if (!options.sync) args.push("--no-sync");
    await runTool(cluster, cluster.binaries.initdb, args);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, cluster.clusterDir).catch((error: unknown) => {
    if (errorCode(error) !== "ENOTEMPTY" && errorCode(error) !== "EEXIST") throw error;
    throw new StartError(
      `${cluster.clusterDir} holds something that is not a database.`,
      `Move it away, or set SCALEBOARD_DATA_DIR to another folder than ${dirname(cluster.clusterDir)}.`,
      { cause: error },
    );
  });
}

/** Sets the password of a cluster whose password file is gone. The server must not be running. */
export async function resetPassword(cluster: Cluster, password: string): Promise<void> {
  const args = ["--single", "-D", cluster.clusterDir, "postgres"];
  const statement = `ALTER ROLE ${DATABASE_USER} PASSWORD '${password}';\n`;
  await runTool(cluster, cluster.binaries.postgres, args, statement);
}

/** Runs one of PostgreSQL's own programs to its end; `input` goes to its standard input. */
async function runTool(
  cluster: Cluster,
  program: string,
  args: string[],
  input = "",
): Promise<void> {
  const child = spawn(program, args, {
    ...asUser(cluster.user),
    cwd: "/",
    env: bareEnv(),
    // A Ctrl-C must not cut it short: it takes a second and its parent hears the key.
    detached: process.platform !== "win32",
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  child.stdin.end(input);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on("error", (error) => reject(noBinary(`  ${error.message}`, error)));
    child.on("close", resolve);
  });
  if (exitCode === 0) return;
  const explained = explainFailure(output, cluster.clusterDir);
  throw explained.kind === "refused"
    ? explained.error
    : new StartError(output.trim(), "Another program uses this folder: stop it and start again.");
}
