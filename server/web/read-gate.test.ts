import { describe, expect, it } from "vitest";
import { createReadGate } from "./read-gate";
import type { ReadGate } from "./read-gate";

const LIMITS = { perPerson: 2, strangers: 2, inAll: 4, waitMs: 60_000 };
const STAYS = new AbortController().signal;
/** No place was used long enough to rest. */
const STILL = () => 0;
const ADA = { personId: "ada", address: "10.0.0.1" };
const BEN = { personId: "ben", address: "10.0.0.1" };
const CLEO = { personId: "cleo", address: "10.0.0.1" };
const stranger = (address: string) => ({ personId: null, address });

/** Says who came in, in order, each by a name of theirs; they leave when asked to. */
function watchGate(gate: ReadGate) {
  const inside: string[] = [];
  const leaving = new Map<string, () => void>();
  return {
    inside,
    ask: async (name: string, reader: Parameters<ReadGate["enter"]>[0], signal = STAYS) => {
      const leave = await gate.enter(reader, signal);
      inside.push(name);
      leaving.set(name, leave);
    },
    leave: async (name: string) => {
      leaving.get(name)?.();
      // Whoever comes in then has come in by the next turn of the loop.
      await new Promise(setImmediate);
    },
  };
}

describe("the gate of expensive reads", () => {
  it("lets in two of a person, and the third when one of them leaves", async () => {
    const { ask, leave, inside } = watchGate(createReadGate(LIMITS, STILL));
    await Promise.all([ask("a1", ADA), ask("a2", ADA)]);
    const third = ask("a3", ADA);
    await ask("b1", BEN);
    expect(inside).toEqual(["a1", "a2", "b1"]);
    await leave("a1");
    await third;
    expect(inside.at(-1)).toBe("a3");
  });

  it("counts all strangers as one, whatever their address", async () => {
    const { ask, leave, inside } = watchGate(createReadGate(LIMITS, STILL));
    await Promise.all([ask("s1", stranger("10.0.0.1")), ask("s2", stranger("10.0.0.2"))]);
    const third = ask("s3", stranger("10.0.0.3"));
    await ask("a1", ADA);
    expect(inside).toEqual(["s1", "s2", "a1"]);
    await leave("s2");
    await third;
  });

  it("has no more than its places in all", async () => {
    const { ask, leave, inside } = watchGate(createReadGate(LIMITS, STILL));
    await Promise.all([ask("a1", ADA), ask("a2", ADA), ask("b1", BEN), ask("b2", BEN)]);
    const other = ask("c1", CLEO);
    await new Promise(setImmediate);
    expect(inside).toHaveLength(4);
    await leave("b1");
    await other;
    expect(inside.at(-1)).toBe("c1");
  });

  it("takes people in turn: one who asks for many keeps nobody else waiting", async () => {
    const { ask, leave, inside } = watchGate(createReadGate({ ...LIMITS, inAll: 2 }, STILL));
    await Promise.all([ask("a1", ADA), ask("a2", ADA)]);
    const many = ["a3", "a4", "a5"].map((name) => ask(name, ADA));
    const others = [ask("b1", BEN), ask("c1", CLEO)];
    for (const name of ["a1", "a2", "a3", "b1", "c1"]) await leave(name);
    await Promise.all([...many, ...others]);
    expect(inside).toEqual(["a1", "a2", "a3", "b1", "c1", "a4", "a5"]);
  });

  it("takes strangers in turn by their address", async () => {
    const { ask, leave, inside } = watchGate(createReadGate(LIMITS, STILL));
    const one = stranger("10.0.0.1");
    await Promise.all([ask("o1", one), ask("o2", one)]);
    const rest = [ask("o3", one), ask("o4", one), ask("p1", stranger("10.0.0.2"))];
    for (const name of ["o1", "o2", "o3"]) await leave(name);
    await Promise.all(rest);
    expect(inside).toEqual(["o1", "o2", "o3", "p1", "o4"]);
  });

  it("has a place rest as long as it was used while others of that person wait", async () => {
    let nowMs = 0;
    const { ask, leave, inside } = watchGate(createReadGate(LIMITS, () => nowMs));
    await Promise.all([ask("a1", ADA), ask("a2", ADA)]);
    const third = ask("a3", ADA);
    nowMs = 40;
    const restedFromMs = performance.now();
    await leave("a1");
    await ask("b1", BEN);
    expect(inside).toEqual(["a1", "a2", "b1"]);
    await third;
    expect(performance.now() - restedFromMs).toBeGreaterThanOrEqual(39);
    expect(inside.at(-1)).toBe("a3");
  });

  it("refuses who waited too long, with words, and keeps no place for them", async () => {
    const { ask, leave, inside } = watchGate(createReadGate({ ...LIMITS, waitMs: 20 }, STILL));
    await Promise.all([ask("a1", ADA), ask("a2", ADA)]);
    await expect(ask("a3", ADA)).rejects.toMatchObject({ code: "unavailable", status: 503 });
    await leave("a1");
    await leave("a2");
    await Promise.all([ask("a4", ADA), ask("a5", ADA)]);
    expect(inside).toEqual(["a1", "a2", "a4", "a5"]);
  });

  it("lets go of who leaves while they wait, and of who had left before", async () => {
    const { ask, leave, inside } = watchGate(createReadGate(LIMITS, STILL));
    await Promise.all([ask("a1", ADA), ask("a2", ADA)]);
    const client = new AbortController();
    const gone = ask("a3", ADA, client.signal);
    const stays = ask("a4", ADA);
    client.abort(new Error("gone"));
    await expect(gone).rejects.toThrow("gone");
    await expect(ask("b1", BEN, client.signal)).rejects.toThrow("gone");
    await leave("a1");
    await stays;
    expect(inside).toEqual(["a1", "a2", "a4"]);
  });
});
