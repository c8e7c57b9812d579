import { describe, expect, it } from "vitest";
import { listParts } from "./list-parts";
import { renderLesson } from "./render-lesson";

describe("a lesson as HTML", () => {
  it("has MathML in the line and on its own", () => {
    const html = renderLesson("So $x_1$ is\n\n$$\n\\frac{a}{b}\n$$\n");
    expect(html).toContain(
      '<span><math><msub><mi class="math-letter">x</mi><mn>1</mn></msub></math></span>',
    );
    expect(renderLesson("$a \\cdot b$")).toContain("<mo>·</mo>");
    expect(html).toMatch(/<div class="formula" tabindex="0"><math display="block"[^>]*><mfrac>/);
  });

  it("colors code by classes, and keeps every character of it", () => {
    const code = 'def f(x):\n    return "<b>" + x  # done';
    const html = renderLesson(`\`\`\`python\n${code}\n\`\`\``);
    expect(html).toContain('<pre tabindex="0" data-language="python">');
    expect(html).toContain('<span class="tok-keyword">def</span>');
    expect(html).toContain('<span class="tok-comment"># done</span>');
    expect(html).not.toContain("style=");
    const text = html
      .replace(/<[^>]*>/g, "")
      .replaceAll("&quot;", '"')
      .replaceAll("&lt;", "<");
    expect(text.replaceAll("&gt;", ">")).toBe(code);
  });

  it("shows a figure with its caption, outside of a paragraph", () => {
    const figures = new Map([["one", { svg: "<svg><path></path></svg>" }]]);
    const html = renderLesson("![What it *shows*](figure:one)", figures);
    expect(html).toBe(
      '<div class="reading"><figure><div class="figure" tabindex="0"><svg><path></path></svg></div>' +
        "<figcaption>What it shows</figcaption></figure></div>",
    );
  });

  it("names its sections as the contents do", () => {
    const body = "## How $N$ *grows*, `n` times\n\n```text\n## no heading\n```\n\n## And then?\n";
    const parts = listParts(body);
    expect(parts.map(({ title }) => title)).toEqual(["How N grows, n times", "And then?"]);
    const html = renderLesson(body);
    for (const { id } of parts) expect(html).toContain(`<h2 id="${id}">`);
  });

  it("keeps each heading and what follows it together", () => {
    const html = renderLesson("Before.\n\n## One\n\nA.\n\n### In it\n\nB.\n\n## Two\n\nC.\n");
    expect(html.replace(/\n/g, "")).toBe(
      '<div class="reading"><p>Before.</p>' +
        '<section><h2 id="one">One</h2><p>A.</p><h3>In it</h3><p>B.</p></section>' +
        '<section><h2 id="two">Two</h2><p>C.</p></section></div>',
    );
  });

  it.each([
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](https://a.example/x.png)",
    "![x](javascript:alert(1))",
    "$\\href{javascript:alert(1)}{x}$",
    '$\\text{<img src=x onerror="alert(1)">}$',
  ])("renders nothing that runs or is fetched: %s", (text) => {
    expect(renderLesson(text)).not.toMatch(/<script|<img|href=|src="/);
  });
});
