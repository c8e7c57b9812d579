import { describe, expect, it } from "vitest";
import { findStyleFaults } from "./find-style-faults";
import { listCodeProse, listTextProse } from "./list-prose";
import { readStyleEntries } from "./style-entries";

const GUIDE = `
| Say | For |
|---|---|
| KV cache | memory |

| Not | But | As in |
|---|---|---|
| \`mend(s\\|ed)?\`, \`isn't whole\` | fix | "Fix it." |
| \`stands (in\\|there)\` | is | |
`;
const entries = readStyleEntries(GUIDE);
const find = (text: string) =>
  findStyleFaults("a.md", listTextProse(text), entries).map(
    ({ line, message }) => `${line ?? 0} ${message}`,
  );

describe("the style guide's entries", () => {
  it("are the rows whose first cell is patterns", () => {
    expect(entries.map(({ instead }) => instead)).toEqual(["fix", "fix", "is"]);
  });

  it("are found as whole words, in whatever case, with either apostrophe", () => {
    expect(find("Amend it.\nMended today; it isn’t whole and stands in the list.")).toEqual([
      "2 “Mended”: fix",
      "2 “isn’t whole”: fix",
      "2 “stands in”: is",
    ]);
  });

  it("are not looked for in code and addresses", () => {
    expect(find("`mend` [a](/mend)\n```\nmend\n```\nmend")).toEqual(["5 “mend”: fix"]);
  });
});

describe("the prose of code", () => {
  const source = [
    'import { mend } from "./mend";',
    "// mend",
    'const mend = "To mend";',
    "const text = `A ${mend} mends`;",
    "const page = (",
    '  <p title="mended">',
    "    One to",
    "    mend",
    "  </p>",
    ");",
  ].join("\n");

  it("is its strings, its templates and what JSX shows, each on its line", () => {
    const prose = listCodeProse(source, true).filter(({ text }) => text.includes("mend"));
    expect(prose).toEqual([
      { line: 3, text: "To mend" },
      { line: 4, text: " mends" },
      { line: 6, text: "mended" },
      { line: 7, text: "One to mend" },
    ]);
  });
});
