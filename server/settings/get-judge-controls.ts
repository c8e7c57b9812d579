import { eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { judgeSettings } from "../db/tables/settings";
import type { JudgeControls } from "#domain/settings/judge-controls.schema";

/** What an admin has set; null is the environment's word. */
type SetControls = { [Name in keyof JudgeControls]: JudgeControls[Name] | null };

export type JudgeControlsState = {
  /** What counts now. */
  inForce: JudgeControls;
  set: SetControls;
  /** What the environment says. */
  defaults: JudgeControls;
  /** 0 while nobody has changed anything. */
  revision: number;
  /** The last change; ISO 8601. */
  changed: { by: string; at: string } | null;
};

/** How gradings are asked for and what they may cost: the environment, with an admin's changes over it. */
export async function getJudgeControls(
  db: DbOrTx,
  defaults: JudgeControls,
): Promise<JudgeControlsState> {
  const [row] = await db
    .select({
      mode: judgeSettings.mode,
      maxUsdPerGrade: judgeSettings.maxUsdPerGrade,
      maxUsdPerDay: judgeSettings.maxUsdPerDay,
      revision: judgeSettings.revision,
      by: users.name,
      at: judgeSettings.updatedAt,
    })
    .from(judgeSettings)
    .innerJoin(users, eq(users.id, judgeSettings.updatedBy));
  const { mode = null, maxUsdPerGrade = null, maxUsdPerDay = null } = row ?? {};
  return {
    inForce: {
      mode: mode ?? defaults.mode,
      maxUsdPerGrade: maxUsdPerGrade ?? defaults.maxUsdPerGrade,
      maxUsdPerDay: maxUsdPerDay ?? defaults.maxUsdPerDay,
    },
    set: { mode, maxUsdPerGrade, maxUsdPerDay },
    defaults,
    revision: row?.revision ?? 0,
    changed: row ? { by: row.by, at: row.at.toISOString() } : null,
  };
}
