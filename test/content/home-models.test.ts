import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HOME_MODELS, HOME_MODELS_SOURCE, isToAvoid } from "#domain/settings/home-models";
import { ROOT_DIR } from "../support/content";

const PAGE = readFileSync(join(ROOT_DIR, "docs/judges.md"), "utf8");

describe("docs/judges.md", () => {
  it("names the models that the app suggests, with the same figures", () => {
    for (const { name, title, memoryGb, downloadGb, reports, trajectories } of HOME_MODELS) {
      expect(PAGE).toContain(
        `| ${title} | \`${name}\` | ${memoryGb} GB | ${downloadGb} GB | ${reports} % | ${trajectories.toFixed(1)} % |`,
      );
    }
    const rows = PAGE.match(/^\| [^|]+ \| `[^`]+` \| \d+ GB \|/gm) ?? [];
    expect(rows).toHaveLength(HOME_MODELS.length);
  });

  it("says on how much they rest, and since when", () => {
    const { reportChecks, trajectoryChecks, date } = HOME_MODELS_SOURCE;
    expect(PAGE).toContain(`${reportChecks.toLocaleString("en-US")} checks of reports`);
    expect(PAGE).toContain(`${trajectoryChecks} checks of`);
    expect(PAGE).toContain(date);
  });

  it("warns of a model that is never suggested", () => {
    expect(PAGE).toContain("Llama 3.1 8B");
    expect(isToAvoid("llama3.1:8b")).toBe(true);
  });
});
