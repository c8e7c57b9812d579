import { describe, expect, it } from "vitest";
import {
  CANVAS_LIMIT_BYTES,
  LIVE_LIMIT_BYTES,
  findForbiddenModules,
  measurePages,
  PLAIN_LIMIT_BYTES,
} from "./client-chunks";
import type { ClientChunk } from "./client-chunks";

function createChunk(file: string, over: Partial<ClientChunk> = {}): ClientChunk {
  return { file, entry: null, imports: [], dynamicImports: [], modules: [], ...over };
}

describe("findForbiddenModules", () => {
  it("names what of the server got into the browser", () => {
    const chunks = [
      createChunk("a.js", {
        modules: [
          "app/root.tsx",
          "domain/problems/scale.ts",
          "domain/attempts/answer.schema.ts",
          "domain/diagram/read-diagram.ts",
        ],
      }),
      createChunk("b.js", { modules: ["server/db/client.ts?x", "server/errors.ts"] }),
    ];
    expect(findForbiddenModules(chunks)).toEqual([
      "b.js: server/db/client.ts",
      "b.js: server/errors.ts",
    ]);
  });
});

describe("measurePages", () => {
  const query = "?__remix-build-client-route";
  const chunks = [
    createChunk("entry.js", { entry: "app/entry.client.tsx", imports: ["react.js"] }),
    createChunk("root.js", { entry: `app/root.tsx${query}`, imports: ["react.js"] }),
    createChunk("react.js"),
    createChunk("sign-out.js", { entry: `app/routes/account/sign-out.tsx${query}` }),
    createChunk("home.js", {
      entry: `app/routes/home.tsx${query}`,
      imports: ["shared.js"],
      modules: [`app/routes/home.tsx${query}`],
    }),
    createChunk("shared.js", { imports: ["react.js"] }),
    createChunk("work.js", {
      entry: `app/routes/practice/workspace.tsx${query}`,
      dynamicImports: ["board.js"],
      modules: [`app/routes/practice/workspace.tsx${query}`],
    }),
    createChunk("board.js", { imports: ["canvas.js"] }),
    createChunk("canvas.js", {
      modules: ["node_modules/@excalidraw/excalidraw/dist/prod/index.js"],
      dynamicImports: ["locale.js"],
    }),
    createChunk("locale.js"),
  ];
  const sizes = new Map(
    ["entry", "root", "react", "home", "shared", "work", "board", "canvas", "locale"].map(
      (name, index) => [`${name}.js`, 2 ** index],
    ),
  );

  it("measures a page whose code lies in a chunk that others use too", () => {
    const report = createChunk("report.js", {
      entry: `app/routes/report/report.tsx${query}`,
      imports: ["shared.js"],
    });
    const pages = measurePages([...chunks, report], new Map([...sizes, ["report.js", 0]]));
    expect(pages.map(({ page }) => page)).toContain("app/routes/report/report.tsx");
  });

  it("counts each file of a page once, and no route that only acts", () => {
    const [home, , ...others] = measurePages(chunks, sizes);
    expect(others).toEqual([]);
    expect(home).toEqual({
      page: "app/routes/home.tsx",
      hasCanvas: false,
      bytes: 1 + 2 + 4 + 8 + 16,
      limitBytes: PLAIN_LIMIT_BYTES,
    });
  });

  it("counts the canvas to the page that loads it, and not what the canvas may load later", () => {
    const [, work] = measurePages(chunks, sizes);
    expect(work).toMatchObject({ hasCanvas: true, bytes: 1 + 2 + 4 + 32 + 64 + 128 });
    expect(work?.limitBytes).toBe(CANVAS_LIMIT_BYTES);
  });

  it("counts the heavier of two pages at one address, which nobody loads both", () => {
    const both = [
      createChunk("front.js", { entry: "app/components/home/front-page.tsx" }),
      createChunk("own.js", { entry: "app/components/home/candidate-home.tsx" }),
    ];
    const withBoth = chunks.map((chunk) =>
      chunk.file === "home.js" ? { ...chunk, dynamicImports: ["front.js", "own.js"] } : chunk,
    );
    const more = new Map([...sizes, ["front.js", 1_000], ["own.js", 3_000]]);
    const [home] = measurePages([...withBoth, ...both], more);
    expect(home?.bytes).toBe(1 + 2 + 4 + 8 + 16 + 3_000);
  });

  it("measures what tells of news by itself, without the frame, and counts it to no page", () => {
    const live = createChunk("live.js", {
      entry: "app/components/notices/live-notices.tsx",
      imports: ["join.js", "react.js"],
    });
    const withLive = chunks.map((chunk) =>
      chunk.file === "root.js" ? { ...chunk, dynamicImports: ["live.js"] } : chunk,
    );
    const more = new Map([...sizes, ["live.js", 1_000], ["join.js", 300]]);
    const pages = measurePages([...withLive, live, createChunk("join.js")], more);
    expect(pages[0]?.bytes).toBe(1 + 2 + 4 + 8 + 16);
    expect(pages.at(-1)).toMatchObject({
      page: "app/components/notices/live-notices.tsx",
      bytes: 1_300,
      limitBytes: LIVE_LIMIT_BYTES,
    });
  });

  it("does not pass when the record is not one of this app", () => {
    expect(() => measurePages([createChunk("x.js")], sizes)).toThrow("entry");
  });
});
