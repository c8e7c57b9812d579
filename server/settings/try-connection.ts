import { randomUUID } from "node:crypto";
import { and, desc, eq, isNotNull, lt, or } from "drizzle-orm";
import type { Db, DbOrTx } from "../db/client";
import { modelConnections } from "../db/tables/settings";
import { AppError } from "../errors";
import type { JobQueue } from "../jobs/queue";
import type { ConnectionInput } from "#domain/settings/connection.schema";
import { isInUse, isTried, isTriedBy } from "./get-connection";
import type { KeyVault } from "./key-vault";
import { PROVIDER_FACTS } from "#domain/settings/providers";
import { requestJudgeTest } from "./request-judge-test";

/** More than a person takes to read what came out. Whoever comes later pastes the key again. */
const KEPT_TRIED_MS = 60 * 60_000;

/**
 * Keeps a connection as tried, its key sealed, and has a worker ask it the small question. What the
 * same person tried before is let go.
 * @param input.baseUrl has been looked at, and stands as it is written to the database
 * @returns id of the connection
 * @throws AppError `bad_request` with the field: no key, or none that could be kept or read; and as
 *   `requestJudgeTest`
 */
export async function tryConnection(
  db: Db,
  jobs: JobQueue,
  vault: KeyVault,
  input: ConnectionInput & { actorId: string },
): Promise<string> {
  const { actorId, provider, baseUrl, model } = input;
  const connectionId = randomUUID();
  await requestJudgeTest(db, jobs, {
    actorId,
    detail: { provider, address: baseUrl, model },
    connect: async (tx) => {
      const sealedKey = await chooseKey(tx, vault, input);
      await endTried(tx, actorId);
      const { tokenLimitParameter } = PROVIDER_FACTS[provider];
      await tx
        .insert(modelConnections)
        .values({
          id: connectionId,
          provider,
          baseUrl,
          model,
          sealedKey,
          createdBy: actorId,
          options: { tokenLimitParameter },
        });
      return connectionId;
    },
  });
  return connectionId;
}

/** Lets go of what a person has tried, key and all. */
async function endTried(tx: DbOrTx, userId: string): Promise<void> {
  await tx
    .update(modelConnections)
    .set({ endedAt: new Date(), sealedKey: null })
    .where(isTriedBy(userId));
}

/** Lets go of what was tried long ago by whoever, keys and all. */
export async function pruneTried(db: DbOrTx, now: Date = new Date()): Promise<void> {
  await db
    .update(modelConnections)
    .set({ endedAt: now, sealedKey: null })
    .where(and(isTried(), lt(modelConnections.createdAt, new Date(now.getTime() - KEPT_TRIED_MS))));
}

/** The key that was pasted, sealed; with none pasted, the one that is kept for the same address. */
async function chooseKey(
  tx: DbOrTx,
  vault: KeyVault,
  input: ConnectionInput & { actorId: string },
): Promise<string | null> {
  const { provider, baseUrl, apiKey } = input;
  if (apiKey !== "") {
    if (vault.canSeal) return vault.seal(apiKey, input);
    throw refuseKey(
      "This server has no SETTINGS_KEY to encrypt a key with. An operator has to set one; until then only servers that need no key can be connected.",
    );
  }
  const kept = await findKept(tx, input);
  if (kept !== null) {
    if (vault.open(kept, input) !== null) return kept;
    throw refuseKey("The stored key can’t be read anymore. Paste the key again.");
  }
  if (!PROVIDER_FACTS[provider].needsKey) return null;
  throw refuseKey(`Paste a key for ${new URL(baseUrl).host}.`);
}

/** Sealed, of the connection in use or of the person's own last try. */
async function findKept(
  tx: DbOrTx,
  { provider, baseUrl, actorId }: ConnectionInput & { actorId: string },
): Promise<string | null> {
  const [row] = await tx
    .select({ sealedKey: modelConnections.sealedKey })
    .from(modelConnections)
    .where(
      and(
        eq(modelConnections.provider, provider),
        eq(modelConnections.baseUrl, baseUrl),
        isNotNull(modelConnections.sealedKey),
        or(isInUse(), isTriedBy(actorId)),
      ),
    )
    .orderBy(desc(modelConnections.createdAt))
    .limit(1);
  return row?.sealedKey ?? null;
}

function refuseKey(userMessage: string): AppError {
  return new AppError("bad_request", {
    message: "no usable key for a connection",
    userMessage,
    field: "apiKey",
  });
}
