import { readContent } from "../content/read-content";
import { CEILING, fitMarks, sayStaff } from "./fit-marks";
import type { Fit, FittedAnswer } from "./fit-marks";
import { LEVELS } from "#domain/problems/scale";

/**
 * `npm run content:fit`: what blind readings gave each calibration answer, without sight of rubric and band, beside
 * what its labels are worth, the bars that would follow from it, and where a rubric tells answers apart
 * too little. A table in Markdown; exit code 0 whatever it finds.
 */
async function main(rootDir: string): Promise<void> {
  const contents = await readContent(rootDir);
  const fits = contents.map((content) => fitMarks(content, "product"));
  console.log("| problem | answers: points by labels / mean mark | bars | bars by marks |");
  console.log("|---|---|---|---|");
  for (const fit of fits) console.log(toRow(fit));
  const misses = fits.flatMap(({ slug, misses }) => misses.map((miss) => `${slug}: ${miss}`));
  console.log(misses.length === 0 ? "\nNo misses." : `\n${misses.join("\n")}`);
  const strong = fits.flatMap(({ answers }) => answers.filter(({ band }) => band === "strong"));
  const full = strong.filter(({ points }) => points >= CEILING);
  console.log(
    `\n${full.length} of ${strong.length} strong answers have ${CEILING} points or more.`,
  );
  for (const line of sayStaff(fits.flatMap(({ answers }) => answers))) console.log(`\n${line}`);
}

function toRow({ slug, answers, bars, proposed }: Fit): string {
  const list = bars.map(({ points }) => points).join(" / ");
  const fitted = proposed ? LEVELS.map((level) => proposed[level]).join(" / ") : "–";
  return `| ${slug} | ${answers.map(toCell).join(", ")} | ${list} | ${fitted} |`;
}

function toCell({ name, points, mark, level }: FittedAnswer): string {
  const isStaff = level === "staff" ? ", staff" : "";
  return `${name} ${points.toFixed(0)} / ${mark === null ? "–" : mark.toFixed(0)}${isStaff}`;
}

await main(process.cwd());
