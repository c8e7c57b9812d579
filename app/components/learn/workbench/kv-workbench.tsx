import { useEffect, useRef, useState } from "react";
import { planKvMemory } from "#domain/workbench/kv-memory";
import type { KvPlan, KvResult } from "#domain/workbench/kv-memory";
import { Field } from "~/components/ui/field";
import { FigureTable } from "~/components/ui/figure-table";
import { Select } from "~/components/ui/select";
import { MemoryBar } from "./memory-bar";
import { NumberFields, useNumbers } from "./number-fields";

const FIELDS = {
  layers: { label: "Layers", most: 1_000, isWhole: true },
  kvHeads: { label: "KV heads", most: 1_000, isWhole: true },
  headWidth: { label: "Head width", most: 10_000, isWhole: true },
  weightGb: { label: "Weights, GB", most: 10_000 },
  tokensPerSequence: { label: "Tokens per sequence", most: 100_000_000, isWhole: true },
  gpus: { label: "GPUs", most: 1_000, isWhole: true },
  gpuGb: { label: "Memory per GPU, GB", most: 10_000 },
  bandwidthTb: { label: "Bandwidth per GPU, TB/s", most: 1_000 },
};
type Typed = Record<keyof typeof FIELDS, string>;

const SMALL: Typed = {
  layers: "32",
  kvHeads: "8",
  headWidth: "128",
  weightGb: "16",
  tokensPerSequence: "4000",
  gpus: "1",
  gpuGb: "80",
  bandwidthTb: "3.35",
};
const LATENT_MODEL = "671B, latent (MLA)";
const MODELS: Record<string, Partial<Typed>> = {
  "8B, 8 KV heads": { layers: "32", kvHeads: "8", weightGb: "16", gpus: "1" },
  "70B, 8 KV heads": { layers: "80", kvHeads: "8", weightGb: "140", gpus: "4" },
  "70B, 64 KV heads": { layers: "80", kvHeads: "64", weightGb: "140", gpus: "4" },
  [LATENT_MODEL]: { layers: "61", kvHeads: "1", headWidth: "576", weightGb: "671", gpus: "16" },
};
const RESERVE_SHARE = 0.1;

/** What a KV cache takes, how many sequences fit and how fast they can be at best, for numbers of one's own. */
export default function KvWorkbench() {
  const numbers = useNumbers(FIELDS, SMALL);
  const [bits, setBits] = useState(16);
  const [vectorsPerHead, setVectorsPerHead] = useState(2);
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const plan = numbers.all && toPlan(numbers.all, bits, vectorsPerHead);
  const result = plan && planKvMemory(plan);
  return (
    <div className="border-line-strong flex flex-col gap-5 rounded-md border p-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Start from a model">
          <Select
            ref={first}
            defaultValue="8B, 8 KV heads"
            onChange={({ target }) => {
              numbers.type({ headWidth: "128", ...MODELS[target.value] });
              setVectorsPerHead(target.value === LATENT_MODEL ? 1 : 2);
            }}
          >
            {Object.keys(MODELS).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </Field>
        <Field label="Cache precision">
          <Select value={bits} onChange={({ target }) => setBits(Number(target.value))}>
            {[16, 8, 4].map((count) => (
              <option key={count} value={count}>
                {count} bits
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Cached per head">
          <Select
            value={vectorsPerHead}
            onChange={({ target }) => setVectorsPerHead(Number(target.value))}
          >
            <option value={2}>a key and a value</option>
            <option value={1}>one latent vector</option>
          </Select>
        </Field>
        <NumberFields fields={FIELDS} numbers={numbers} />
      </div>
      <p role="status">
        {result ? sayResult(result) : "Fix the marked numbers to see the result."}
      </p>
      {plan && result && <Outcome plan={plan} result={result} />}
    </div>
  );
}

function sayResult({ roomBytes, sequences, tokensPerSecond }: KvResult): string {
  if (roomBytes < 0) return "The weights don’t fit.";
  if (sequences === 0) return "The weights fit, but not the cache of one sequence.";
  const count = sequences === 1 ? "One sequence fits" : `${sayWhole(sequences)} sequences fit`;
  return `${count}, for at most ${sayWhole(tokensPerSecond)} tokens per second in all.`;
}

function toPlan(values: Record<keyof Typed, number>, bits: number, vectorsPerHead: number): KvPlan {
  const { weightGb, gpuGb, bandwidthTb, ...counts } = values;
  return {
    ...counts,
    weightBytes: weightGb * 1e9,
    gpuBytes: gpuGb * 1e9,
    bandwidth: bandwidthTb * 1e12,
    bytesPerNumber: bits / 8,
    vectorsPerHead,
    reserveShare: RESERVE_SHARE,
  };
}

function Outcome({ plan, result }: { plan: KvPlan; result: KvResult }) {
  const { bytesPerToken, bytesPerSequence, roomBytes, sequences } = result;
  const step = result.stepSeconds;
  const rows: [string, string][] = [
    ["Cache per token", sayBytes(bytesPerToken)],
    ["Cache per sequence", sayBytes(bytesPerSequence)],
    ["Left for the cache", roomBytes < 0 ? "none, the weights don’t fit" : sayBytes(roomBytes)],
    ["Sequences that fit", sequences.toLocaleString("en-US")],
    ["Time per step, at least", step === null ? "–" : `${(step * 1e3).toFixed(1)} ms`],
    ["Tokens per second for each, at most", step === null ? "–" : sayWhole(1 / step)],
    ["Tokens per second in all, at most", sayWhole(result.tokensPerSecond)],
  ];
  return (
    <>
      <MemoryBar plan={plan} result={result} />
      <FigureTable
        caption="What these numbers give"
        rows={rows.map(([name, figure]) => ({ key: name, name, figures: [keepWhole(figure)] }))}
        className="mt-3"
      />
      {result.copies > 1 && <p className="text-small mt-2">{sayCopies(plan, result)}</p>}
      <p className="text-ink-soft text-small mt-2">
        10 percent of the memory is kept in reserve. The speed is what memory bandwidth allows; a
        real server is slower.
      </p>
    </>
  );
}

function sayCopies({ gpus, kvHeads }: KvPlan, { copies }: KvResult): string {
  if (gpus > kvHeads) {
    const heads = kvHeads === 1 ? "one head" : `${kvHeads} heads`;
    return `With ${heads} on ${gpus} GPUs, heads are copied, and the cache takes ${sayTimes(copies)} times its size. More GPUs help only because each holds less of the weights.`;
  }
  return `${kvHeads} heads don’t divide evenly among ${gpus} GPUs, so the GPU with the most heads is full first.`;
}

function sayTimes(copies: number): string {
  return copies.toLocaleString("en-US", { maximumSignificantDigits: 3 });
}

function keepWhole(figure: string) {
  return <span className="whitespace-nowrap">{figure}</span>;
}

function sayBytes(bytes: number): string {
  const [size, unit] =
    bytes >= 1e9 ? [bytes / 1e9, "GB"] : bytes >= 1e6 ? [bytes / 1e6, "MB"] : [bytes / 1e3, "kB"];
  return `${size.toLocaleString("en-US", { maximumSignificantDigits: 3 })} ${unit}`;
}

function sayWhole(value: number | null): string {
  return value === null ? "–" : Math.round(value).toLocaleString("en-US");
}
