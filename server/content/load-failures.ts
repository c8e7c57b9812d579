import { and, desc, eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { failureVersions, problemVersions } from "../db/tables/content";
import { canonicalHash } from "../text/canonical-hash";
import type { ContentFile } from "./read-content";

/** What is stored from when a file was taken out. */
const NONE = { body: null, hash: canonicalHash(null) };

/**
 * Stores a problem's failures for the version that its files hold, where they changed; an earlier
 * version of the problem, and one made in the app, get none. The caller holds the problem's lock.
 * @returns whether there is a new version of them
 */
export async function loadFailures(
  tx: DbOrTx,
  problemId: string,
  failures: ContentFile["failures"],
): Promise<boolean> {
  const [problem] = await tx
    .select({ id: problemVersions.id })
    .from(problemVersions)
    .where(and(eq(problemVersions.problemId, problemId), eq(problemVersions.source, "file")))
    .orderBy(desc(problemVersions.version))
    .limit(1);
  if (!problem) throw new Error(`problem ${problemId} has no version from a file`);
  const [newest] = await tx
    .select({ version: failureVersions.version, hash: failureVersions.hash })
    .from(failureVersions)
    .where(eq(failureVersions.problemVersionId, problem.id))
    .orderBy(desc(failureVersions.version))
    .limit(1);
  const { body, hash } = failures ?? NONE;
  if (hash === (newest?.hash ?? NONE.hash)) return false;
  const version = (newest?.version ?? 0) + 1;
  await tx.insert(failureVersions).values({ problemVersionId: problem.id, version, hash, body });
  return true;
}
