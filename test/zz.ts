import { createHash } from "node:crypto";
import { readContent } from "../server/content/read-content";
import { parseScene } from "../server/diagram/scene.schema";
import { gradeAnswer } from "../server/grading/grade-answer";
import { createOfflineJudge } from "../server/judges/offline/offline-judge";
import { listAttackBases } from "./evals/attacks/attack-bases";
import { listNullAnswers } from "./evals/attacks/null-answers";
import { loadAttacks } from "./evals/attacks/load-attacks";
import { gradeOrVoid } from "./evals/attacks/run-attack-pairs";
const contents = await readContent(".");
const judge = createOfflineJudge();
const { signal } = new AbortController();
const hash = createHash("sha256");
const now = () => new Date(0);
const times: number[] = [];
for (const content of contents) for (const a of content.calibration) {
  const { head, statementMarkdown } = content.problem;
  const t = performance.now();
  const g = await gradeAnswer({ problem: { ...head, statementMarkdown }, rubric: content.rubric, rubricHash: content.rubricHash, answers: a.answers, scene: parseScene(a.scene).scene, mode: "standard", level: "senior", lens: "product" }, judge, { signal, now });
  times.push(performance.now() - t);
  const { timings, ...rest } = g as never as Record<string, unknown>;
  hash.update(JSON.stringify(rest, (k, v) => /Ms$|At$|timing/i.test(k) ? undefined : v));
}
const sum = times.reduce((x, y) => x + y, 0);
times.sort((x, y) => x - y);
console.log(times.length, "mean", sum / times.length, "median", times[times.length >> 1], "max", times.at(-1));
console.log(hash.copy().digest("hex"));
if (process.argv[2] === "all") {
  const bases = listAttackBases(contents);
  const t = performance.now(); let n = 0;
  // wrong problems
  for (const base of bases.filter((_, i) => i % 5 === 0)) for (const c of contents.filter((_, i) => i % 3 === 0)) {
    const g = await gradeOrVoid({ ...base.input, rubric: c.rubric, rubricHash: c.rubricHash } as never, judge, signal); n++;
    hash.update(JSON.stringify((g as never as { grade: unknown }).grade ?? g, (k, v) => /Ms$|At$|timing/i.test(k) ? undefined : v));
  }
  for (const nul of listNullAnswers()) for (const base of bases.filter((_, i) => i % 8 === 0)) {
    const g = await gradeOrVoid({ ...base.input, ...nul.make(base.input) }, judge, signal); n++;
    hash.update(JSON.stringify(g, (k, v) => /Ms$|At$|timing/i.test(k) ? undefined : v));
  }
  console.log(n, "more", (performance.now() - t) / n, hash.digest("hex"));
}
