import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDb } from "#server/db/client";
import type { DbHandle } from "#server/db/client";
import { JudgeError } from "#server/grading/judge";
import { holdTurn } from "#server/turns/hold-turn";
import { CALL_RANKS, inTurn } from "#server/turns/in-turn";
import { GONE_AFTER_MS, leaveTurn, renewTurn, takeTurn } from "#server/turns/take-turn";
import type { Waiting } from "#server/turns/take-turn";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";

function createGate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

const NEVER = new AbortController().signal;

describe("turns at a server that answers one call at a time", () => {
  let database: TestDatabase;
  let other: DbHandle;
  beforeAll(async () => {
    database = await createTestDatabase();
    other = createDb(database.url, { max: 4 });
  });
  afterAll(async () => {
    await other.close();
    await database.drop();
  });

  const inLine = (server: string, changes: Partial<Waiting> = {}): Waiting => ({
    server,
    turnOf: "grading",
    workId: randomUUID(),
    rank: 0,
    waitedMs: 0,
    ...changes,
  });
  const mustTake = async (db: DbHandle["db"], waiting: Waiting) => {
    const turn = await takeTurn(db, waiting);
    if (!turn) throw new Error("its turn hasn't come");
    return turn;
  };
  /** As if whoever holds or waits had stopped so long ago. */
  const vanish = (workId: string) =>
    database.db.execute(sql`
      update model_turns
      set seen_at = now() - make_interval(secs => ${GONE_AFTER_MS / 1_000 + 1}::float8)
      where work_id = ${workId}`);

  it("has one at a time, and then whoever asked first, over processes", async () => {
    const server = "http://one";
    const [first, second, third] = [2, 3, 1].map((hours) =>
      inLine(server, { waitedMs: hours * 3_600_000 }),
    ) as [Waiting, Waiting, Waiting];
    const turn = await mustTake(database.db, first);
    expect(await takeTurn(other.db, third)).toBeNull();
    expect(await takeTurn(database.db, second)).toBeNull();
    await leaveTurn(database.db, turn);
    expect(await takeTurn(other.db, third)).toBeNull();
    const next = await mustTake(other.db, second);
    await leaveTurn(other.db, next);
    await mustTake(database.db, third);
  });

  it("lets those with a lower rank go first, however long others wait", async () => {
    const server = "http://ranks";
    const trial = inLine(server, { rank: 1, waitedMs: 3_600_000 });
    const candidate = inLine(server);
    const turn = await mustTake(database.db, inLine(server));
    expect(await takeTurn(database.db, trial)).toBeNull();
    expect(await takeTurn(database.db, candidate)).toBeNull();
    await leaveTurn(database.db, turn);
    expect(await takeTurn(database.db, trial)).toBeNull();
    await mustTake(database.db, candidate);
  });

  it("has a line for each server, and for calls and gradings", async () => {
    await mustTake(database.db, inLine("http://a"));
    await mustTake(database.db, inLine("http://b"));
    await mustTake(database.db, inLine("http://a", { turnOf: "call" }));
  });

  it("makes another try at the same work wait", async () => {
    const work = inLine("http://same");
    await mustTake(database.db, work);
    expect(await takeTurn(other.db, work)).toBeNull();
  });

  it("passes on the turn of one that is gone, which finds it lost when it is back", async () => {
    const work = inLine("http://gone");
    const turn = await mustTake(database.db, work);
    await vanish(work.workId);
    const next = await mustTake(other.db, inLine("http://gone"));
    expect(await renewTurn(database.db, turn)).toBe(false);
    expect(await renewTurn(other.db, next)).toBe(true);
    await leaveTurn(database.db, turn);
    expect(await renewTurn(other.db, next)).toBe(true);
  });

  it("stays with one that was away while nobody else asked", async () => {
    const work = inLine("http://away");
    const turn = await mustTake(database.db, work);
    await vanish(work.workId);
    expect(await renewTurn(database.db, turn)).toBe(true);
    expect(await takeTurn(other.db, inLine("http://away"))).toBeNull();
  });

  it("doesn't wait for one in line that is gone", async () => {
    const server = "http://line";
    const turn = await mustTake(database.db, inLine(server));
    const early = inLine(server, { waitedMs: 60_000 });
    expect(await takeTurn(database.db, early)).toBeNull();
    await vanish(early.workId);
    await leaveTurn(database.db, turn);
    await mustTake(other.db, inLine(server));
  });

  it("tells a holder that its turn is lost", async () => {
    const work = inLine("http://told");
    const held = holdTurn(database.db, await mustTake(database.db, work), { beatMs: 10 });
    const told = new Promise((resolve) => held.lost.addEventListener("abort", resolve));
    await database.db.execute(sql`delete from model_turns where work_id = ${work.workId}`);
    await told;
    await held.release();
  });

  it("never makes two calls at once, and a person's before a grading's", async () => {
    const server = "http://calls";
    const order: string[] = [];
    let running = 0;
    let most = 0;
    const gate = createGate();
    const begun = createGate();
    const call =
      (name: string, until: Promise<unknown> = Promise.resolve()) =>
      async () => {
        running += 1;
        most = Math.max(most, running);
        order.push(name);
        begun.open();
        await until;
        running -= 1;
      };
    const grading = { server, rank: CALL_RANKS.grading };
    const first = inTurn(database.db, grading, NEVER, call("first", gate.opened));
    await begun.opened;
    const waiting = [
      inTurn(database.db, grading, NEVER, call("grading")),
      inTurn(other.db, { server, rank: CALL_RANKS.person }, NEVER, call("person")),
    ];
    await countWaiting(server, 2);
    gate.open();
    await Promise.all([first, ...waiting]);
    expect(order).toEqual(["first", "person", "grading"]);
    expect(most).toBe(1);
  });

  it("isn't made, and leaves the line, where it is stopped before its turn", async () => {
    const server = "http://stopped";
    await mustTake(database.db, inLine(server, { turnOf: "call" }));
    const stop = new AbortController();
    const made = inTurn(database.db, { server, rank: 0 }, stop.signal, () =>
      Promise.reject(new Error("it was made")),
    );
    const ended = expect(made).rejects.toThrow(JudgeError);
    await countWaiting(server, 1);
    stop.abort();
    await ended;
    await countWaiting(server, 0);
  });

  async function countWaiting(server: string, wanted: number): Promise<void> {
    await expect
      .poll(async () => {
        const rows = await database.db.execute(sql`
          select 1 from model_turns where server = ${server} and held_by is null`);
        return rows.length;
      })
      .toBe(wanted);
  }
});
