import { and, eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { AppError } from "../errors";

/**
 * A person's open drill of these criteria: there is one at a time.
 * @throws AppError `conflict` where it has just ended
 */
export async function requireOpenDrill(
  tx: DbOrTx,
  who: { userId: string; problemId: string; focusCriteria: string[] },
): Promise<string> {
  const [open] = await tx
    .select({ id: attempts.id })
    .from(attempts)
    .where(
      and(
        eq(attempts.userId, who.userId),
        eq(attempts.problemId, who.problemId),
        eq(attempts.kind, "drill"),
        eq(attempts.status, "in_progress"),
        eq(attempts.focusCriteria, who.focusCriteria),
      ),
    );
  if (open) return open.id;
  throw new AppError("conflict", {
    message: "the open drill ended while another was started",
    userMessage: "Your earlier drill ended just now. Start again.",
  });
}
