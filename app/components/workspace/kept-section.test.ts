// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { keepSection, readSection } from "./kept-section";

describe("kept sections", () => {
  beforeEach(() => localStorage.clear());

  it("come back under their attempt, the last one of each", () => {
    keepSection("one", "components");
    keepSection("two", "evaluation");
    keepSection("one", "latency_cost");
    expect(readSection("one")).toBe("latency_cost");
    expect(readSection("two")).toBe("evaluation");
    expect(readSection("three")).toBeNull();
  });

  it("are forgotten where there are many, the oldest first", () => {
    for (let at = 0; at < 40; at += 1) keepSection(`a${at}`, "components");
    expect(readSection("a9")).toBeNull();
    expect(readSection("a10")).toBe("components");
  });

  it.each(["", "{", "7", '[["one"]]', '[["one","drawing"]]', '[[1,"components"]]', "[null]"])(
    "are none when the store holds %s",
    (stored) => {
      localStorage.setItem("room-sections", stored);
      expect(readSection("one")).toBeNull();
      keepSection("one", "components");
      expect(readSection("one")).toBe("components");
    },
  );
});
