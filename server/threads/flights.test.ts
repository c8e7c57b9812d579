import { describe, expect, it } from "vitest";
import { createFlights } from "./flights";

const STAYS = new AbortController().signal;

/** Work that ends when it is told to, and says when it was stopped. */
function createWork() {
  const stops: AbortSignal[] = [];
  let finish: (made: string) => void = () => undefined;
  return {
    stops,
    finish: (made: string) => finish(made),
    make: (stop: AbortSignal) => {
      stops.push(stop);
      return new Promise<string>((resolve, reject) => {
        finish = resolve;
        stop.addEventListener("abort", () => reject(new Error("stopped")));
      });
    },
  };
}

describe("work that several wait for", () => {
  it("is done once", async () => {
    const flights = createFlights<string>();
    const work = createWork();
    const all = [1, 2, 3].map(() => flights.join("key", STAYS, work.make));
    work.finish("made");
    expect(await Promise.all(all)).toEqual(["made", "made", "made"]);
    expect(work.stops).toHaveLength(1);
  });

  it("goes on when one of them leaves, and is stopped when the last does", async () => {
    const flights = createFlights<string>();
    const work = createWork();
    const [one, other] = [new AbortController(), new AbortController()];
    const first = flights.join("key", one.signal, work.make);
    const second = flights.join("key", other.signal, work.make);
    one.abort(new Error("gone"));
    await expect(first).rejects.toThrow("gone");
    expect(work.stops[0]?.aborted).toBe(false);
    other.abort(new Error("gone too"));
    await expect(second).rejects.toThrow("gone too");
    expect(work.stops[0]?.aborted).toBe(true);
  });

  it("starts anew for who comes after it was stopped or has failed", async () => {
    const flights = createFlights<string>();
    const client = new AbortController();
    const stopped = flights.join("key", client.signal, createWork().make);
    client.abort(new Error("gone"));
    await expect(stopped).rejects.toThrow("gone");
    const failing = flights.join("key", STAYS, () => Promise.reject(new Error("failed")));
    await expect(failing).rejects.toThrow("failed");
    expect(await flights.join("key", STAYS, () => Promise.resolve("made"))).toBe("made");
  });
});
