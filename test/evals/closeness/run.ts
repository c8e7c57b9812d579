import { fileURLToPath } from "node:url";
import { collectContent, toContentFile } from "#server/content/read-content";
import { FROZEN_DIR } from "../../support/frozen-content";
import { loadGold } from "../gold/load-gold";
import { crossValidate, fitWeights } from "./fit";
import { listExamples } from "./list-examples";
import type { Example } from "./fit";

/** Log-odds at which the cross-validated shares are printed. */
const BOUNDS = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 3];

const rootDir = fileURLToPath(new URL("../../..", import.meta.url));
const { contents } = await collectContent(FROZEN_DIR);
const examples: Example[] = [];
for (const content of contents.map(toContentFile)) {
  const gold = await loadGold(rootDir, content.rubric, "tune");
  if (gold) examples.push(...listExamples(content, gold));
}

console.log("Share of each kind at or above a bound, weights fitted on the other problems:");
const validated = crossValidate(examples);
const kinds = [...new Set(examples.map(({ kind }) => kind))];
console.log(["kind", "texts", ...BOUNDS].join("\t"));
for (const kind of kinds) {
  const own = validated.filter(({ example }) => example.kind === kind);
  const shares = BOUNDS.map((bound) => {
    const above = own.filter(({ odds }) => odds >= bound).length;
    return `${((100 * above) / own.length).toFixed(1)} %`;
  });
  console.log([kind.slice(0, 7), own.length, ...shares].join("\t"));
}
console.log("\nWeights fitted on all:");
for (const [name, weight] of Object.entries(fitWeights(examples))) {
  console.log(`  ${name}: ${weight.toFixed(2)},`);
}
