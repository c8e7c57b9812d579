import { describe, expect, it } from "vitest";
import { parseAnswerFile } from "./answer-file";
import { ContentError } from "./content-error";

const HEADINGS = ["Scenario", "Components", "Architecture", "Latency & Cost", "Evaluation"];

function compose(headings: string[]): string {
  return headings.map((heading) => `## ${heading}\n\ntext of ${heading}\n`).join("\n");
}

function faultsOf(markdown: string): string {
  try {
    parseAnswerFile(markdown, "a.md");
  } catch (error) {
    if (error instanceof ContentError) return error.message;
    throw error;
  }
  return "";
}

describe("parseAnswerFile", () => {
  it("reads the five sections, in any order", () => {
    const { head, answers } = parseAnswerFile(compose([...HEADINGS].reverse()));
    expect(head).toBeNull();
    expect(answers).toEqual({
      scenario: "text of Scenario",
      components: "text of Components",
      architecture: "text of Architecture",
      latency_cost: "text of Latency & Cost",
      evaluation: "text of Evaluation",
    });
  });

  it("reads a head, Windows line ends and headings in other case", () => {
    const text = `---\nband: weak\n---\n${compose(HEADINGS)}`
      .replace("## Latency & Cost", "##  latency  &  cost ")
      .replace(/\n/g, "\r\n");
    const { head, answers } = parseAnswerFile(text);
    expect(head?.value).toEqual({ band: "weak" });
    expect(answers.latency_cost).toBe("text of Latency & Cost");
  });

  it("leaves deeper headings and code to the answer", () => {
    const own = "### Read path\n\n~~~md\n## Not a heading\n```\n~~~\n\n#hash";
    const { answers } = parseAnswerFile(compose(HEADINGS).replace("text of Architecture", own));
    expect(answers.architecture).toBe(own);
  });

  it("lets a title stand above the sections, and nothing else", () => {
    const titled = `# My answer\n\n${compose(HEADINGS)}`;
    expect(parseAnswerFile(titled).answers.scenario).toBe("text of Scenario");
    expect(faultsOf(`# My answer\n\nHello\n${compose(HEADINGS)}`)).toContain("first heading");
  });

  it("takes an empty section for an empty answer", () => {
    const text = HEADINGS.map((heading) => `## ${heading}`).join("\n");
    expect(Object.values(parseAnswerFile(text).answers)).toEqual(["", "", "", "", ""]);
  });

  it("names every heading that is unknown, missing or there twice, with its line", () => {
    const text = "Hello\n## Scenario\n## Scenario\n## Costs\n## Components\n";
    const faults = faultsOf(text);
    expect(faults).toContain("4 faults");
    expect(faults).toContain(
      'a.md: missing heading: "## Architecture", "## Latency & Cost", "## Evaluation"',
    );
    expect(faults).toContain("a.md:1: text before the first heading belongs to no section");
    expect(faults).toContain('a.md:3: heading "## Scenario" is there twice');
    expect(faults).toContain('a.md:4: unknown heading "## Costs"; use "## Scenario"');
  });

  it("names the line of a head that is no YAML", () => {
    expect(faultsOf(`---\nband: weak\nband: [\n---\n${compose(HEADINGS)}`)).toMatch(
      /^\d faults? in the content files:\na\.md:3: not YAML: /,
    );
  });
});
