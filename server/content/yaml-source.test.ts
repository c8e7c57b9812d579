import { describe, expect, it } from "vitest";
import { z } from "zod";
import { formatIssue } from "./content-error";
import { parseYaml, validateYaml } from "./yaml-source";
import type { ContentIssue } from "./content-error";

const schema = z.strictObject({
  name: z.string(),
  list: z.array(
    z.strictObject({ id: z.string(), group: z.union([z.array(z.string()), z.number()]) }),
  ),
});

function check(text: string, firstLine = 1): string[] {
  const issues: ContentIssue[] = [];
  const source = parseYaml(text, "f.yaml", issues, firstLine);
  if (source) validateYaml(source, schema, issues);
  return issues.map(formatIssue);
}

describe("validateYaml", () => {
  it("finds nothing in what fits", () => {
    expect(check("name: x\nlist:\n  - id: a\n    group: [b]\n")).toEqual([]);
  });

  it("names line and field of every fault", () => {
    const text =
      "name: 3\nlist:\n  - id: a\n    group: [b,\n      4]\n  - group: 2\n    colour: red\n";
    expect(check(text)).toEqual([
      "f.yaml:1: name: Invalid input: expected string, received number",
      "f.yaml:5: list[0].group[1]: Invalid input: expected string, received number",
      "f.yaml:6: list[1].id: Invalid input: expected string, received undefined",
      "f.yaml:7: list[1].colour: unknown field",
    ]);
  });

  it("counts lines from where the YAML stands in its file", () => {
    expect(check("name: 3\nlist: []", 2)[0]).toMatch(/^f\.yaml:2: name: /);
  });

  it("points at the nearest ancestor of what is missing", () => {
    expect(check("\n\nname: x")).toEqual([
      "f.yaml:3: list: Invalid input: expected array, received undefined",
    ]);
  });
});

describe("parseYaml", () => {
  it("refuses duplicate keys and broken syntax, by line", () => {
    expect(check("name: x\nname: y\nlist: []")[0]).toMatch(
      /^f\.yaml:2: not YAML: Map keys must be/,
    );
    expect(check("name: x\nlist: [", 10)[0]).toMatch(/^f\.yaml:11: not YAML: /);
  });
});
