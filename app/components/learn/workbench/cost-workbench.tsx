import { useEffect, useRef } from "react";
import { costQuery, DAYS_A_MONTH } from "#domain/workbench/query-cost";
import type { CostPlan, QueryCost } from "#domain/workbench/query-cost";
import { Field } from "~/components/ui/field";
import { FigureTable } from "~/components/ui/figure-table";
import { Select } from "~/components/ui/select";
import { NumberFields, useNumbers } from "./number-fields";
import { ShareBar } from "./share-bar";

const TOKENS = { least: 0, most: 10_000_000 };
const PRICE = { least: 0, most: 1_000 };
const FIELDS = {
  queriesPerDay: { label: "Queries per day", most: 10_000_000_000 },
  callsPerQuery: { label: "Model calls per query", most: 1_000 },
  retryPercent: { label: "Calls retried, %", least: 0, most: 1_000 },
  prefixTokens: { ...TOKENS, label: "Prompt tokens in a shared prefix" },
  hitPercent: { label: "Calls that find the prefix cached, %", least: 0, most: 100 },
  freshTokens: { ...TOKENS, label: "Other prompt tokens" },
  writtenTokens: { ...TOKENS, label: "Prompt tokens written to the cache" },
  outputTokens: { ...TOKENS, label: "Output tokens" },
  input: { ...PRICE, label: "Input, $ per million tokens" },
  cached: { ...PRICE, label: "Cached input, $ per million" },
  written: { ...PRICE, label: "Cache write, $ per million" },
  output: { ...PRICE, label: "Output, $ per million tokens" },
  solvedPercent: { label: "Queries solved, %", most: 100 },
};
type Typed = Record<keyof typeof FIELDS, string>;

const AGENT: Typed = {
  queriesPerDay: "1000",
  callsPerQuery: "20",
  prefixTokens: "18525",
  freshTokens: "1725",
  writtenTokens: "1725",
  hitPercent: "100",
  outputTokens: "250",
  input: "3",
  cached: "0.3",
  written: "3.75",
  output: "15",
  retryPercent: "0",
  solvedPercent: "54.4",
};
const CHAT: Partial<Typed> = {
  queriesPerDay: "100000",
  callsPerQuery: "1",
  prefixTokens: "1000",
  freshTokens: "500",
  writtenTokens: "100",
  hitPercent: "90",
  outputTokens: "300",
  retryPercent: "2",
  solvedPercent: "90",
};
const STARTS: Record<string, Partial<Typed>> = {
  "The lesson’s agent, 20 steps": AGENT,
  Chat: CHAT,
  "RAG with a check, 2 calls": {
    ...CHAT,
    callsPerQuery: "2",
    freshTokens: "6000",
    outputTokens: "250",
  },
};

/** What a query, a day and a month cost, for numbers of one's own. */
export default function CostWorkbench() {
  const numbers = useNumbers(FIELDS, AGENT);
  const cost = numbers.all && costQuery(toPlan(numbers.all));
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div className="border-line-strong flex flex-col gap-5 rounded-md border p-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Start from">
          <Select
            ref={first}
            defaultValue={Object.keys(STARTS)[0]}
            onChange={({ target }) => numbers.type(STARTS[target.value] ?? {})}
          >
            {Object.keys(STARTS).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </Field>
        <NumberFields fields={FIELDS} numbers={numbers} />
      </div>
      <div className="flex flex-col gap-4">
        <p role="status">
          {cost
            ? `A query costs ${say(cost.perQuery)}, and a month costs ${say(cost.perMonth)}.`
            : "Fix the marked numbers to see the result."}
        </p>
        {cost && <Bill cost={cost} />}
      </div>
    </div>
  );
}

function toPlan(values: Record<keyof Typed, number>): CostPlan {
  const { input, written, cached, output, hitPercent, retryPercent, solvedPercent, ...counts } =
    values;
  return {
    ...counts,
    prices: { input, written, cached, output },
    hitShare: hitPercent / 100,
    retryShare: retryPercent / 100,
    solvedShare: solvedPercent / 100,
  };
}

function Bill({ cost }: { cost: QueryCost }) {
  const { parts } = cost;
  const rows: [string, number][] = [
    ["Per query", cost.perQuery],
    ["Per solved query", cost.perSolved],
    ["Per day", cost.perDay],
    [`Per month of ${DAYS_A_MONTH} days`, cost.perMonth],
    ["Saved by the cache, per month", cost.savedPerMonth],
  ];
  return (
    <>
      <ShareBar
        parts={[
          { name: "Input", amount: parts.input, look: "fill-accent" },
          { name: "Cache writes", amount: parts.written, look: "fill-ink-soft" },
          { name: "Cached input", amount: parts.cached, look: "fill-ok" },
          { name: "Output", amount: parts.output, look: "fill-mark" },
          { name: "Retries", amount: parts.retries, look: "fill-warn" },
        ]}
      />
      <FigureTable
        caption="What these numbers cost"
        rows={rows.map(([name, dollars]) => ({ key: name, name, figures: [say(dollars)] }))}
      />
      <p className="text-ink-soft text-small">
        Tokens are means per call. The prices are assumptions; enter your provider’s. Retrieval,
        your own servers and people’s time are not in it.
      </p>
    </>
  );
}

/** In cents up to $100; of what is below ten cents, three digits. */
function say(dollars: number): string {
  const size = Math.abs(dollars);
  const digits =
    size >= 100 || size === 0
      ? { maximumFractionDigits: 0 }
      : size >= 0.1
        ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
        : { minimumSignificantDigits: 2, maximumSignificantDigits: 3 };
  return dollars.toLocaleString("en-US", { style: "currency", currency: "USD", ...digits });
}
