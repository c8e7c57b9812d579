import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { DiffRuns } from "./diff-runs";

const LONG = Array.from({ length: 200 }, (_, at) => `word${at}`).join(" ");

/** The words of the page, without tags. */
function read(html: string): string {
  return html
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

describe("DiffRuns", () => {
  it("tells what went and what came by element and in words", () => {
    const html = renderToStaticMarkup(
      <DiffRuns
        runs={[
          { kind: "same", text: "We keep " },
          { kind: "old", text: "all." },
          { kind: "new", text: "none." },
        ]}
      />,
    );
    expect(html).toMatch(/<del[^>]*>.*removed: .*all\..*<\/del><ins[^>]*>.*added: .*none\./);
  });

  it("folds a long stretch that stayed, and keeps all of its words", () => {
    const html = renderToStaticMarkup(
      <DiffRuns
        isFolded
        runs={[
          { kind: "new", text: "First. " },
          { kind: "same", text: LONG },
          { kind: "new", text: " Last." },
        ]}
      />,
    );
    const [before = "", rest = ""] = html.split("<details");
    const [middle = "", after = ""] = rest.split("</details>");
    expect(read(before)).toMatch(/word0 word1 .*word\d+$/);
    expect(read(before).length).toBeLessThan(250);
    expect(middle).toMatch(/\d+ words unchanged/);
    expect(read(after)).toMatch(/word199 added: Last\./);
    expect(read(html).match(/word\d+/g)).toHaveLength(200);
  });

  it("shows of a stretch at the beginning only what is next to the change", () => {
    const html = renderToStaticMarkup(
      <DiffRuns
        isFolded
        runs={[
          { kind: "same", text: LONG },
          { kind: "new", text: " Last." },
        ]}
      />,
    );
    expect(html.split("<details")[0]).not.toContain("word");
    expect(read(html).match(/word\d+/g)).toHaveLength(200);
  });
});
