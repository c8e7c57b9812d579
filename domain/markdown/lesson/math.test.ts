import { describe, expect, it } from "vitest";
import { findMathFault, listFormulas, markMath, MATH_SIGN } from "./math";

const mark = (tex: string) => `\`${MATH_SIGN}${tex}\``;

describe("mathematics in Markdown", () => {
  it.each([
    ["with $a_i * b_i$ and $c$.", `with ${mark("a_i * b_i")} and ${mark("c")}.`],
    ["It costs $5, not $6 or $7.", "It costs $5, not $6 or $7."],
    ["From $5 to $x$", `From $5 to ${mark("x")}`],
    ["code `$x$` stays", "code `$x$` stays"],
    ["\\$x$ is no formula", "\\$x$ is no formula"],
    ["a set $\\{1, \\$2\\}$", `a set ${mark("\\{1, \\$2\\}")}`],
    ["```python\ncost = $x$\n```", "```python\ncost = $x$\n```"],
    ["$$\n\\frac{a}{b}\n$$", "```math\n\\frac{a}{b}\n```"],
  ])("%j", (text, marked) => {
    expect(markMath(text)).toBe(marked);
  });

  it("is listed with the lines it begins on", () => {
    const text = "one $a$\n\n$$\nb\n+ c\n$$\n\n```text\n$d$\n```\n$e$ and $f$";
    expect(listFormulas(text)).toEqual([
      { tex: "a", line: 1, isDisplay: false },
      { tex: "b\n+ c\n", line: 3, isDisplay: true },
      { tex: "e", line: 11, isDisplay: false },
      { tex: "f", line: 11, isDisplay: false },
    ]);
  });

  it.each(["\\frac{a", "\\nosuchcommand{x}", "x_{1", "\\href{https://a.example}{x}"])(
    "has a fault in %s",
    (tex) => expect(findMathFault({ tex, line: 1, isDisplay: false })).not.toBeNull(),
  );
});
