import { startCounting } from "./count-steps";
import { FACTOR, findGrowth } from "./find-growth";
import { HOSTILE_TEXTS } from "../support/hostile-texts";
const BASE = Number(process.argv[2] ?? 600);
const only = process.argv[3];
const fns = process.argv[4];
const count = await startCounting();
const { TEXT_FUNCTIONS } = await import("./text-functions");
const extra = process.env.EXTRA ? (await import(process.env.EXTRA)).HOLD_OUT_TEXTS : null;
const names = Object.entries(TEXT_FUNCTIONS).filter(([n]) => !fns || n === fns);
for (const [, f] of names) { await f("We cache it. "); }
const t0 = performance.now();
for (const [name, make] of Object.entries(extra ?? HOSTILE_TEXTS)) {
  if (only && only !== name) continue;
  const t = performance.now();
  const times: string[] = [];
  const counts = [];
  for (const n of [BASE, BASE * FACTOR, BASE * FACTOR * FACTOR]) {
    const text = (make as any)(n);
    counts.push(await count(async () => { for (const [fn, f] of names) { const s = performance.now(); try { await f(text); } catch (e) { times.push(`THROWS ${fn} ${String(e).slice(0, 100)}`); } const ms = performance.now() - s; if (ms > 250) times.push(`${fn}@${n} ${Math.round(ms)}ms`); } }));
  }
  const g = [...findGrowth(counts[1]!, counts[2]!).map((x) => ({ ...x, at: 2 })), ...findGrowth(counts[0]!, counts[1]!).map((x) => ({ ...x, at: 1 }))];
  console.log(name, Math.round(performance.now() - t), "ms", times.join("; "));
  for (const x of g) console.log("   ", x.at, x.what, x.before, "->", x.after, x.where.replace(/file:\/\/\/tmp\/wt\/text\//, "").replace(/node_modules\//, "nm/"));
}
console.log("total", Math.round(performance.now() - t0));
