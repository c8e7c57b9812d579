import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Viewer } from "#server/accounts/sessions";
import { createSession } from "#server/accounts/sessions";
import { saveAttempt } from "#server/attempts/save-attempt";
import { saveSchema } from "#domain/attempts/save.schema";
import { diffTexts } from "#domain/text/splice";
import type { TextId } from "#domain/attempts/answer.schema";
import type { Db } from "#server/db/client";
import { loader } from "~/routes/report/replay-frames";
import type { Replay } from "~/lib/report/replay-view";
import type { PageWorld } from "../../support/page-context";

/** One tab that writes as the browser does: whole texts first, splices after that. */
export class Tab {
  readonly #db: Db;
  readonly #who: { attemptId: string; userId: string };
  readonly #clientId = randomUUID();
  readonly #held = new Map<string, { text: string; revision: number }>();
  #seq = 0;

  constructor(db: Db, who: { attemptId: string; userId: string }) {
    this.#db = db;
    this.#who = who;
  }

  async save(work: { texts?: Partial<Record<TextId, string>>; elements?: unknown[] }) {
    this.#seq += 1;
    const texts = Object.fromEntries(
      Object.entries(work.texts ?? {}).map(([id, text]) => {
        const held = this.#held.get(id);
        const change =
          held === undefined
            ? { kind: "whole", baseRevision: 0, text }
            : { kind: "splice", baseRevision: held.revision, ...diffTexts(held.text, text) };
        return [id, change];
      }),
    );
    const save = saveSchema.parse({
      clientId: this.#clientId,
      seq: this.#seq,
      texts,
      elements: work.elements ?? [],
    });
    const reply = await saveAttempt(this.#db, { ...this.#who, save });
    for (const [id, text] of Object.entries(work.texts ?? {})) {
      const revision = reply.revisions[id as TextId];
      if (revision !== undefined) this.#held.set(id, { text, revision });
    }
    return reply;
  }
}

/**
 * Puts an attempt's start, its saves, a minute apart from the first, and its end into the past. Nothing
 * else is changed: what was saved is what was saved.
 * @param daysAgo of the start
 */
export async function spreadOut(db: Db, attemptId: string, daysAgo = 0): Promise<void> {
  await db.execute(sql`
    with spread as (
      select id, row_number() over (order by id) as n from revisions where attempt_id = ${attemptId}
    )
    update revisions set created_at = attempts.started_at - ${daysAgo}::int * interval '1 day'
      + spread.n * interval '1 minute'
    from spread, attempts where spread.id = revisions.id and attempts.id = ${attemptId}`);
  await db.execute(sql`
    update attempts set started_at = started_at - ${daysAgo}::int * interval '1 day',
      deadline_at = deadline_at - ${daysAgo}::int * interval '1 day',
      submitted_at = case when submitted_at is null then null
        else started_at - ${daysAgo}::int * interval '1 day' + interval '40 minutes' end
    where id = ${attemptId}`);
}

/** What the player of this person plays. */
export async function readReplay(
  world: PageWorld,
  db: Db,
  viewer: Viewer,
  attemptId: string,
): Promise<Replay> {
  const { token } = await createSession(db, viewer.id);
  const request = new Request(`http://localhost/attempts/${attemptId}/replay/frames`);
  const context = await world.contextFor(token);
  const response = await loader({ request, params: { attemptId }, context });
  return (await response.json()) as Replay;
}
