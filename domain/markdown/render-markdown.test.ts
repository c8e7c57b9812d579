import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { findMarkdownExcess } from "./guard-markdown";
import { renderMarkdown } from "./render-markdown";

describe("renderMarkdown", () => {
  it("renders headings, tables and emphasis", () => {
    const html = renderMarkdown("## Costs\n\n**$5** a day\n\n| a | b |\n|---|---|\n| 1 | 2 |");
    expect(html).toContain("<h2>Costs</h2>");
    expect(html).toContain("<strong>$5</strong>");
    expect(html).toContain("<td>1</td>");
  });

  it("heads a column with nothing where the table does", () => {
    const html = renderMarkdown("| | a |\n|---|---:|\n| row | 1 |");
    expect(html).toContain('<tr><td></td><th style="text-align:right">a</th></tr>');
  });

  it.each([
    ['<script>alert(1)</script><img src=x onerror="alert(1)">', /<script|<img/],
    ["[click](javascript:alert(1))", /href="javascript/i],
    ["[click](data:text/html,<script>alert(1)</script>)", /href="data/i],
    ["![x](javascript:alert(1))", /src="javascript/i],
    ["<a href='#' onclick='alert(1)'>x</a>", /<a [^>]*onclick/],
    ["<iframe src='https://evil.example'></iframe>", /<iframe/],
  ])("renders nothing that runs: %s", (text, forbidden) => {
    expect(renderMarkdown(text)).not.toMatch(forbidden);
  });

  it.each([
    ["its lists or quotes nest too deep", "> ".repeat(40_000)],
    ["its lists or quotes nest too deep", "1. ".repeat(500)],
    ["one paragraph has more than 500 marks", "*a_ ".repeat(5_000)],
    ["one paragraph has more than 500 marks", "[".repeat(20_000)],
    ["it has more than 3000 lines", "- a\n".repeat(4_000)],
    ["it has more than 100000 characters", "a ".repeat(60_000)],
  ])("shows a text as it was written when %s", (why, text) => {
    const html = renderMarkdown(`<b>&\n\n${text}`);
    expect(html).toContain(`<p>This text is shown as it was written, because ${why}.</p>`);
    expect(html).toContain('<pre tabindex="0">&lt;b&gt;&amp;');
  });

  it("renders every page and solution of ours", async () => {
    const folders = ["problems", "study", "docs"];
    const names = await Promise.all(folders.map((folder) => readdir(folder, { recursive: true })));
    const files = folders.flatMap((folder, at) =>
      (names[at] ?? []).map((name) => `${folder}/${name}`),
    );
    const pages = files.filter((file) => file.endsWith(".md"));
    expect(pages.length).toBeGreaterThan(50);
    for (const page of pages) {
      expect(findMarkdownExcess(await readFile(page, "utf8")), page).toBeNull();
    }
  });
});
