import { describe, expect, it } from "vitest";
import { createWordKeeper } from "./kept-words";

/** Local storage as browsers have it, with room for `roomChars`. */
function createStorage(quotaChars = Infinity): Storage {
  const items = new Map<string, string>();
  const methods = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > quotaChars) throw new DOMException("full", "QuotaExceededError");
      items.set(key, value);
    },
    removeItem: (key: string) => void items.delete(key),
    clear: () => items.clear(),
    key: (index: number) => [...items.keys()][index] ?? null,
  };
  return new Proxy(methods, {
    get: (target, name) => (name === "length" ? items.size : Reflect.get(target, name)),
    ownKeys: () => [...items.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  }) as Storage;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

describe("kept words", () => {
  it("are found again until they are dropped", () => {
    const storage = createStorage();
    createWordKeeper(storage).keep("a", { reason: "It is there" });
    expect(createWordKeeper(storage).find("a")).toEqual({ reason: "It is there" });
    expect(createWordKeeper(storage).find("b")).toBeNull();
    createWordKeeper(storage).drop("a");
    expect(createWordKeeper(storage).find("a")).toBeNull();
  });

  it("are gone once the field is empty again", () => {
    const keeper = createWordKeeper(createStorage());
    keeper.keep("a", { reason: "Half" });
    keeper.keep("a", { reason: "  " });
    expect(keeper.find("a")).toBeNull();
  });

  it("are dropped after a month, with the next that are kept", () => {
    const storage = createStorage();
    let nowMs = 0;
    const keeper = createWordKeeper(storage, () => nowMs);
    keeper.keep("old", { reason: "Half" });
    nowMs = 29 * DAY_MS;
    expect(keeper.find("old")).not.toBeNull();
    nowMs = 31 * DAY_MS;
    expect(keeper.find("old")).toBeNull();
    keeper.keep("new", { reason: "Half" });
    expect(Object.keys(storage)).toHaveLength(1);
  });

  it.each(["{", "null", '{"at":1}', '{"at":1,"words":{"reason":7}}', '{"at":"1","words":{}}'])(
    "that another hand left as %s are none",
    (text) => {
      const storage = createStorage();
      storage.setItem("scaleboard/words/a", text);
      expect(createWordKeeper(storage, () => 1).find("a")).toBeNull();
    },
  );

  it("break nothing where there is no room, or no storage at all", () => {
    for (const storage of [createStorage(3), null]) {
      const keeper = createWordKeeper(storage);
      keeper.keep("a", { reason: "Half a reason" });
      expect(keeper.find("a")).toBeNull();
      keeper.drop("a");
    }
  });
});
