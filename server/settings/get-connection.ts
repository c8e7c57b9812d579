import { and, desc, eq, isNotNull, isNull } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { modelConnections } from "../db/tables/settings";
import type { Connection, ConnectedModel } from "#domain/settings/connection.schema";
import type { KeyVault } from "./key-vault";

/** A connection and whose it is. Times are ISO 8601. */
export type OwnedConnection = Connection & { by: string; at: string };

/** The model that is connected in the app, with its key, to be asked; null when none is. */
export function getModelInUse(db: DbOrTx, vault: KeyVault): Promise<ConnectedModel | null> {
  return findModel(db, vault, isInUse());
}

/** A tried model with its key; null once it has ended. */
export function getTriedModel(
  db: DbOrTx,
  vault: KeyVault,
  connectionId: string,
): Promise<ConnectedModel | null> {
  return findModel(
    db,
    vault,
    and(eq(modelConnections.id, connectionId), isNull(modelConnections.endedAt)),
  );
}

/** The connection in use as pages show it, with who uses it since when. */
export function getConnection(db: DbOrTx): Promise<OwnedConnection | null> {
  return findShown(db, isInUse());
}

/** What a person tried last and has neither taken into use nor let go. */
export function getTriedConnection(db: DbOrTx, userId: string): Promise<OwnedConnection | null> {
  return findShown(db, isTriedBy(userId));
}

export function isInUse(): SQL | undefined {
  return and(isNotNull(modelConnections.usedAt), isNull(modelConnections.endedAt));
}

export function isTried(): SQL | undefined {
  return and(isNull(modelConnections.usedAt), isNull(modelConnections.endedAt));
}

export function isTriedBy(userId: string): SQL | undefined {
  return and(eq(modelConnections.createdBy, userId), isTried());
}

async function findModel(
  db: DbOrTx,
  vault: KeyVault,
  where: SQL | undefined,
): Promise<ConnectedModel | null> {
  const [row] = await db.select().from(modelConnections).where(where).limit(1);
  if (!row) return null;
  const { id, provider, baseUrl, model, options, sealedKey } = row;
  const apiKey = sealedKey === null ? null : vault.open(sealedKey, row);
  const isKeyLost = sealedKey !== null && apiKey === null;
  return { id, provider, baseUrl, model, options, apiKey, isKeyLost };
}

async function findShown(db: DbOrTx, where: SQL | undefined): Promise<OwnedConnection | null> {
  const [row] = await db
    .select({ connection: modelConnections, by: users.name })
    .from(modelConnections)
    .innerJoin(users, eq(users.id, modelConnections.createdBy))
    .where(where)
    .orderBy(desc(modelConnections.createdAt))
    .limit(1);
  if (!row) return null;
  const { id, provider, baseUrl, model, options, sealedKey, usedAt, createdAt } = row.connection;
  return {
    id,
    provider,
    baseUrl,
    model,
    options,
    hasKey: sealedKey !== null,
    by: row.by,
    at: (usedAt ?? createdAt).toISOString(),
  };
}
