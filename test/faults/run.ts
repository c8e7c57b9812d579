import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ours } from "./ours/arm";
import { readOptions } from "./options";
import { runArm } from "./run-arm";

const options = readOptions(process.argv.slice(2));
const logDir = await mkdtemp(join(tmpdir(), "scaleboard-faults-log-"));
const indexes = options.only ?? Array.from({ length: options.trials }, (_, index) => index);
const run = await runArm(ours, { seed: options.seed, indexes }, {
  logFile: join(logDir, "ours.log"),
  onRound: (done) => console.log(`${done} done`),
});
for (const result of run.results) {
  const { losses, grading } = result;
  if (losses.acknowledged.length + losses.kept.length + grading.doubled > 0 || grading.isStuck || result.receipts > 1)
    console.log(JSON.stringify({ i: result.plan.index, end: result.plan.end, pages: result.plan.pages, faults: result.plan.faults.map((f)=>f.name), came: result.came, ack: result.acknowledged, losses, grading, receipts: result.receipts }));
}
console.log(run.seconds, run.crashes, logDir);
