import { and, eq, sql } from "drizzle-orm";
import type { ModelAt, SpeedStore } from "../judges/home/model-speeds";
import type { Db } from "../db/client";
import { modelSpeeds } from "../db/tables/model-speeds";

/** Speeds that all processes know, and that outlast them; time is the database's. */
export function createKeptSpeeds(db: Db): SpeedStore {
  const isOf = ({ address, model }: ModelAt) =>
    and(eq(modelSpeeds.address, address), eq(modelSpeeds.model, model));
  return {
    find: async (of) => {
      const [row] = await db
        .select({
          readsPerSecond: modelSpeeds.readsPerSecond,
          writesPerSecond: modelSpeeds.writesPerSecond,
          thoughtTokens: modelSpeeds.thoughtTokens,
          sinceMs: sql<number>`(1000 * extract(epoch from now() - ${modelSpeeds.lastAt}))::float8`,
        })
        .from(modelSpeeds)
        .where(isOf(of));
      return row ?? null;
    },
    keep: async (of, seen) => {
      await db
        .insert(modelSpeeds)
        .values({ ...of, ...seen, lastAt: sql`now()` })
        .onConflictDoUpdate({
          target: [modelSpeeds.address, modelSpeeds.model],
          set: {
            // least() passes over nulls.
            readsPerSecond: sql`least(${modelSpeeds.readsPerSecond}, excluded.reads_per_second)`,
            writesPerSecond: sql`coalesce(excluded.writes_per_second, ${modelSpeeds.writesPerSecond})`,
            thoughtTokens: sql`coalesce(excluded.thought_tokens, ${modelSpeeds.thoughtTokens})`,
            lastAt: sql`now()`,
          },
        });
    },
  };
}
