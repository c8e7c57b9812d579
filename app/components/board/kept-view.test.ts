// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { keepView, readView } from "./kept-view";

describe("kept views", () => {
  beforeEach(() => localStorage.clear());

  it("come back under their attempt, the last one of each", () => {
    keepView("one", { scrollX: 1, scrollY: -2, zoom: 0.5 });
    keepView("two", { scrollX: 3, scrollY: 4, zoom: 1 });
    keepView("one", { scrollX: 5, scrollY: 6, zoom: 2 });
    expect(readView("one")).toEqual({ scrollX: 5, scrollY: 6, zoom: 2 });
    expect(readView("two")).toEqual({ scrollX: 3, scrollY: 4, zoom: 1 });
    expect(readView("three")).toBeNull();
  });

  it("are forgotten where there are many, the oldest first", () => {
    for (let at = 0; at < 40; at += 1) keepView(`a${at}`, { scrollX: at, scrollY: 0, zoom: 1 });
    expect(readView("a9")).toBeNull();
    expect(readView("a10")).toEqual({ scrollX: 10, scrollY: 0, zoom: 1 });
  });

  it.each(["", "{", "7", '[["one",1,2]]', '[["one",1,2,0]]', '[["one",null,2,1]]', "[[1,1,2,1]]"])(
    "are none when the store holds %s",
    (stored) => {
      localStorage.setItem("board-views", stored);
      expect(readView("one")).toBeNull();
      keepView("one", { scrollX: 1, scrollY: 2, zoom: 1 });
      expect(readView("one")).toEqual({ scrollX: 1, scrollY: 2, zoom: 1 });
    },
  );
});
