import { useEffect, useRef, useState } from "react";
import { CACHE_ROOM, serve } from "#domain/workbench/continuous-batching";
import type { Run } from "#domain/workbench/continuous-batching";
import { drawRequests } from "#domain/workbench/draw-requests";
import type { Spread } from "#domain/workbench/draw-requests";
import { sumUpRun } from "#domain/workbench/sum-up-run";
import type { RunSummary } from "#domain/workbench/sum-up-run";
import { Field } from "~/components/ui/field";
import { FigureTable } from "~/components/ui/figure-table";
import { Select } from "~/components/ui/select";
import { NumberFields, useNumbers } from "./number-fields";
import { SlotLanes } from "./slot-lanes";

const FIELDS = {
  requestsPerSecond: { label: "Requests per second", most: 1_000 },
  slots: { label: "Slots", most: 256, isWhole: true },
  promptTokens: { label: "Prompt tokens, mean", most: 60_000, isWhole: true },
  answerTokens: { label: "Answer tokens, mean", most: 1_000, isWhole: true },
  promptTokensPerStep: {
    label: "Prompt tokens per step, at most",
    least: 128,
    most: 100_000,
    isWhole: true,
  },
  seed: { label: "Seed of the random draw", most: 1_000_000, isWhole: true },
};
type Typed = Record<keyof typeof FIELDS, string>;

const CHAT: Typed = {
  requestsPerSecond: "12",
  slots: "32",
  promptTokens: "500",
  answerTokens: "300",
  promptTokensPerStep: "512",
  seed: "1",
};
type Start = { changes: Partial<Typed>; spread: Spread };
const STARTS: Record<string, Start> = {
  Chat: { changes: CHAT, spread: "exponential" },
  "Chat, one long answer in ten": { changes: CHAT, spread: "long-tail" },
  "RAG, 6,000 tokens of passages": {
    changes: { ...CHAT, requestsPerSecond: "3", promptTokens: "6000", answerTokens: "250" },
    spread: "even",
  },
  "Long documents, whole prompt in one step": {
    changes: {
      ...CHAT,
      requestsPerSecond: "0.5",
      promptTokens: "20000",
      promptTokensPerStep: "100000",
    },
    spread: "exponential",
  },
};
const SPREADS: Record<Spread, string> = {
  equal: "All equal",
  even: "Even, from 1 to twice the mean",
  exponential: "Exponential",
  "long-tail": "One in ten is 21 times as long",
};
const REQUESTS = 500;

type Outcome = Run & RunSummary;
type Outcomes = Record<"static" | "continuous", Outcome>;
const ROWS: Record<string, (outcome: Outcome) => string> = {
  "TTFT, p50": ({ ttft }) => say(ttft.p50),
  "TTFT, p95": ({ ttft }) => say(ttft.p95),
  "TPOT, p50": ({ tpot }) => (tpot ? say(tpot.p50) : "–"),
  "TPOT, p95": ({ tpot }) => (tpot ? say(tpot.p95) : "–"),
  "Longest gap between tokens": ({ longestGap }) => (longestGap > 0 ? say(longestGap) : "–"),
  "Output tokens per second": ({ tokensPerSecond }) => toDigits(tokensPerSecond),
  "Slots in use": ({ slotsInUse }) => `${Math.round(slotsInUse * 100)}%`,
  "Queue when the last request comes": ({ waitingAtLast }) => String(waitingAtLast),
  "Cache at its fullest": ({ peakBytes }) => `${toDigits(peakBytes / 1e9)} GB`,
};

/** The same requests with static and with continuous batching: what users wait and what the GPU gives. */
export default function BatchingWorkbench() {
  const numbers = useNumbers(FIELDS, CHAT);
  const [spread, setSpread] = useState<Spread>("exponential");
  const outcomes = numbers.all && compare(numbers.all, spread);
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  function start(name: string): void {
    const chosen = STARTS[name];
    if (chosen === undefined) return;
    numbers.type(chosen.changes);
    setSpread(chosen.spread);
  }
  return (
    <div className="border-line-strong flex flex-col gap-5 rounded-md border p-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Start from">
          <Select ref={first} defaultValue="Chat" onChange={({ target }) => start(target.value)}>
            {Object.keys(STARTS).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </Field>
        <Field label="Answer lengths">
          <Select value={spread} onChange={({ target }) => setSpread(target.value as Spread)}>
            {Object.entries(SPREADS).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <NumberFields fields={FIELDS} numbers={numbers} />
      </div>
      <div className="flex flex-col gap-4">
        <p role="status">
          {outcomes ? sayWaits(outcomes) : "Fix the marked numbers to see the result."}
        </p>
        {outcomes && numbers.all && <Comparison outcomes={outcomes} slots={numbers.all.slots} />}
      </div>
    </div>
  );
}

function compare(values: Record<keyof Typed, number>, spread: Spread): Outcomes {
  const { slots, promptTokensPerStep, ...traffic } = values;
  const requests = drawRequests({ ...traffic, spread, requests: REQUESTS });
  const run = (policy: keyof Outcomes) => {
    const ran = serve(requests, { policy, slots, promptTokensPerStep });
    return { ...ran, ...sumUpRun(ran, slots) };
  };
  return { static: run("static"), continuous: run("continuous") };
}

function sayWaits(outcomes: Outcomes): string {
  const [group, each] = [outcomes.static, outcomes.continuous].map(({ ttft }) => say(ttft.p95));
  return `95 percent of the users see their first token within ${group} with static batching, and within ${each} with continuous batching.`;
}

function Comparison({ outcomes, slots }: { outcomes: Outcomes; slots: number }) {
  const both = [outcomes.static, outcomes.continuous];
  const middle = outcomes.continuous.stays[Math.min(4 * slots, REQUESTS) - 1];
  return (
    <>
      <SlotLanes
        slots={slots}
        seconds={middle?.end ?? 1}
        runs={[
          { name: "Static batching", stays: outcomes.static.stays },
          { name: "Continuous batching", stays: outcomes.continuous.stays },
        ]}
      />
      <FigureTable
        caption="What these numbers give"
        heads={["Measure", "Static", "Continuous"]}
        areHeadsSeen
        rows={Object.entries(ROWS).map(([name, sayFigure]) => ({
          key: name,
          name,
          figures: both.map((outcome, index) => (
            <span key={index} className="whitespace-nowrap">
              {sayFigure(outcome)}
            </span>
          )),
        }))}
      />
      <p className="text-ink-soft text-small">
        {REQUESTS} requests with random arrivals, on the lesson’s 8B model and GPU. Prompts vary
        from half to one and a half times their mean. A static group takes whoever waits when the
        last one ends. Both send each token as soon as it’s made.
      </p>
      {both.some(({ peakBytes }) => peakBytes > CACHE_ROOM) && (
        <p className="text-danger">
          The GPU has {CACHE_ROOM / 1e9} GB for the cache. This many sequences of this length need
          more, so a real server would preempt some of them.
        </p>
      )}
    </>
  );
}

function say(seconds: number): string {
  return seconds < 1 ? `${toDigits(seconds * 1e3)} ms` : `${toDigits(seconds)} s`;
}

function toDigits(value: number): string {
  return value.toLocaleString("en-US", { maximumSignificantDigits: 3 });
}
