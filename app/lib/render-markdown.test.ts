import { describe, expect, it } from "vitest";
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
});
