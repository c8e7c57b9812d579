import type { Db } from "../db/client";
import { judgeChecks } from "../db/tables/judge-checks";
import type { Mode } from "#domain/grading/verdicts";
import type { CheckLease } from "./take-judge-check";

/** Enters a check that the command line runs itself: no worker and no sweep takes it up. */
export async function createJudgeCheck(
  db: Db,
  of: { requestedModel: string; mode: Mode },
): Promise<CheckLease> {
  const [row] = await db
    .insert(judgeChecks)
    .values({ ...of, status: "running", leaseEpoch: 1 })
    .returning({ id: judgeChecks.id, leaseEpoch: judgeChecks.leaseEpoch });
  if (!row) throw new Error("the check was not inserted");
  return { judgeCheckId: row.id, leaseEpoch: row.leaseEpoch };
}
