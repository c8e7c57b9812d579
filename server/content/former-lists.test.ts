import { describe, expect, it } from "vitest";
import { readFrozen } from "../../test/support/frozen-content";
import { withLists } from "../../test/support/listed-rubric";
import { writeRubricText } from "../authoring/write-texts";
import { canonicalHash } from "../text/canonical-hash";
import { cutFormerLists, dropFormerLists, listFormerLists } from "./former-lists";
import { isSameRubric, readRubric } from "./read-rubric";
import type { ContentIssue } from "./content-error";

const contents = await readFrozen();

describe.each(contents)("the rubric of $slug as it was stored with word lists", (content) => {
  const body = withLists(content.rubric);

  it("is the same to whoever reads it, and an edited one isn't", () => {
    const stored = { body, hash: canonicalHash(body) };
    expect(stored.hash).not.toBe(content.rubricHash);
    expect(isSameRubric(stored, content.rubricHash)).toBe(true);
    const criteria = body.criteria.map((one, at) =>
      at === 0 ? { ...one, fail: "Another." } : one,
    );
    const edited = { ...body, criteria };
    expect(isSameRubric({ body: edited, hash: canonicalHash(edited) }, content.rubricHash)).toBe(
      false,
    );
  });

  it("loses them as a text, and is read without them where they still stand", () => {
    const text = writeRubricText(body);
    expect(cutFormerLists(text)).toBe(writeRubricText(content.rubric));
    const issues: ContentIssue[] = [];
    expect(readRubric(text, "rubric.yaml", issues)?.hash).toBe(content.rubricHash);
    expect(issues).toEqual([]);
  });
});

const TEXT = `# What stands here stays.
criteria:
  - id: a   # and this
    signals:
      met:
        # Words of this problem.
        - &words [one, two]

        - *words
      window: 1

    text: Says so.
  # Between two.
  - id: b
    verifier: { kind: diagram, facts: [] }
misconceptions:
  - id: c
    signals: [[stays]]
`;
const LEFT = `# What stands here stays.
criteria:
  - id: a   # and this

    text: Says so.
  # Between two.
  - id: b
misconceptions:
  - id: c
    signals: [[stays]]
`;

describe("a rubric's text with word lists", () => {
  it("keeps every other line as it was", () => {
    expect(cutFormerLists(TEXT)).toBe(LEFT);
    expect(cutFormerLists(LEFT)).toBe(LEFT);
  });

  it("is not cut where a list shares its line", () => {
    expect(cutFormerLists("criteria:\n  - { id: a, signals: { met: [[x]] } }\n")).toBeNull();
  });

  it.each([null, 3, "text", [], { criteria: 3 }, { criteria: [null, 3, ["signals"]] }])(
    "may be anything: %j",
    (value) => {
      expect(listFormerLists(value)).toEqual([]);
      expect(dropFormerLists(value)).toBe(value);
    },
  );
});
