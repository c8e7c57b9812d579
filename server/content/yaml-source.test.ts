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

  it("refuses a key that stands twice among very many", () => {
    const keys = Array.from({ length: 3_000 }, (_, at) => `key${at}: ${at}`);
    expect(check([...keys, "key7: again"].join("\n"))).toEqual([
      "f.yaml:3001: not YAML: Map keys must be unique",
    ]);
  });

  it("refuses aliases that stand for ever more", () => {
    const lines = Array.from(
      { length: 30 },
      (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`,
    );
    expect(check(["a0: &a0 [x, x]", ...lines].join("\n"))).toEqual([
      "f.yaml:1: not YAML: its aliases stand for too much; write it out",
    ]);
  });

  it("refuses very many aliases", () => {
    const issues = check(`a: &a x\nb:\n${"- *a\n".repeat(200)}`);
    expect(issues).toEqual([
      expect.stringMatching(/^f\.yaml:\d+: not YAML: more than 100 aliases$/),
    ]);
  });

  it("refuses what is too large or nests too deep, without parsing it", () => {
    expect(check(`name: x\nlist: ${"[".repeat(50_000)}`)).toEqual([
      "f.yaml:2: not YAML: nests more than 30 levels deep",
    ]);
    expect(check("- ".repeat(1_000))).toEqual([
      "f.yaml:1: not YAML: nests more than 30 levels deep",
    ]);
    expect(check("- 1\n".repeat(60_000))[0]).toMatch(/^f\.yaml:\d+: not YAML: too large: /);
  });
});
