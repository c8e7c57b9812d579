import { parseArgs } from "node:util";
import { z } from "zod";
import { MODES } from "#domain/grading/verdicts";
import { RELATIONS } from "../metamorphic/trial";
import { SPLITS } from "../gold/gold.schema";
import type { Split } from "../gold/gold.schema";

const SETS = ["gold", "calibration", "metamorphic", "attacks"] as const;
type EvalSet = (typeof SETS)[number];

const USAGE = `usage: npm run evals -- --judge offline|model [options]

  --problem slug      only this problem; may be given several times
  --split             tune (default) | held-out | both
  --set               gold (default) | calibration | metamorphic | attacks | all
  --signals           all (default) | blind: without those that only the answer's own texts hold
  --relation name     only this relation of metamorphic; may be given several times
  --mode              standard (default) | thorough
  --limit n           at most n answers of each problem and split (or relation, or attack family)
  --rounds n          compose n times ten answers of each problem and split; default 1
  --repeats n         grade every gold answer n times
  --max-usd x         stop before more is spent
  --concurrency n     answers graded at a time; default 1 offline, 4 openai
  --seed n            of the composed answers and the intervals; default 1
  --out dir           default evals-results/<judge>
  --resume            go on with the results that are there
  --misses            print every wrong verdict with what was planted; not for held-out`;

/** What was asked for can't be done; the message says why. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

const whole = (least: number) => z.coerce.number().int().min(least);

const optionsSchema = z.object({
  /** "openai" is what "model" was called. */
  judge: z.enum(["offline", "model", "openai"]),
  problem: z.array(z.string()).default([]),
  split: z.enum([...SPLITS, "both"]).default("tune"),
  set: z.enum([...SETS, "all"]).default("gold"),
  signals: z.enum(["all", "blind"]).default("all"),
  relation: z
    .array(z.enum(RELATIONS))
    .min(1)
    .default([...RELATIONS]),
  mode: z.enum(MODES).default("standard"),
  limit: whole(1).optional(),
  rounds: whole(1).max(20).default(1),
  repeats: whole(1).max(20).default(1),
  "max-usd": z.coerce.number().positive().optional(),
  concurrency: whole(1).max(64).optional(),
  seed: whole(0).default(1),
  out: z.string().min(1).optional(),
  resume: z.boolean().default(false),
  misses: z.boolean().default(false),
});

export type EvalOptions = Omit<z.infer<typeof optionsSchema>, "split" | "set"> & {
  splits: Split[];
  sets: EvalSet[];
};

/** @throws UsageError naming what is wrong, with the usage */
export function parseOptions(args: readonly string[]): EvalOptions {
  const parsed = optionsSchema.safeParse(readArgs(args));
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `--${path.join(".")}: ${message}`);
    throw new UsageError(`${lines.join("\n")}\n\n${USAGE}`);
  }
  const { split, set, ...rest } = parsed.data;
  const splits: Split[] = split === "both" ? [...SPLITS] : [split];
  if (rest.misses && splits.includes("held-out")) {
    throw new UsageError("--misses would show held-out texts; signals are tuned on tune only");
  }
  if (rest.signals === "blind" && splits.includes("held-out")) {
    throw new UsageError("--signals blind is for tune: no signal was listed for a held-out text");
  }
  return { ...rest, splits, sets: set === "all" ? [...SETS] : [set] };
}

function readArgs(args: readonly string[]): Record<string, unknown> {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      allowPositionals: false,
      options: {
        judge: text,
        split: text,
        set: text,
        mode: text,
        limit: text,
        repeats: text,
        rounds: text,
        signals: text,
        "max-usd": text,
        concurrency: text,
        seed: text,
        out: text,
        problem: { type: "string", multiple: true },
        relation: { type: "string", multiple: true },
        resume: { type: "boolean" },
        misses: { type: "boolean" },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}
