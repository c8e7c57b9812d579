import { useEffect, useRef, useState } from "react";
import {
  BITS,
  MATRIX_WIDTH,
  OUTLIER,
  OUTLIER_INDEX,
  quantizeMatrix,
} from "#domain/workbench/quantization";
import type { QuantizationResult } from "#domain/workbench/quantization";
import { Field } from "~/components/ui/field";
import { FigureTable } from "~/components/ui/figure-table";
import { Select } from "~/components/ui/select";
import { HeatGrid } from "./heat-grid";
import type { HeatFrame } from "./heat-grid";
import { NumberFields, useNumbers } from "./number-fields";
import { saySigned } from "./say-signed";

const FIELDS = {
  bits: { label: "Bits per weight", ...BITS, isWhole: true },
  outlier: { label: "Outlier", ...OUTLIER },
};
const GROUPS = [
  { size: 64, name: "the whole matrix" },
  { size: 8, name: "each row" },
  { size: 4, name: "each group of 4" },
  { size: 2, name: "each group of 2" },
];
const SHOWN = {
  errors: "Errors",
  restored: "Weights after rounding",
  weights: "Weights before rounding",
};
type Shown = keyof typeof SHOWN;
/** An error of this size gets the full color. */
const FULL_ERROR = 1;

/** A small matrix rounded to few bits: what an outlier costs, and what scales for smaller groups save. */
export default function QuantizationWorkbench() {
  const numbers = useNumbers(FIELDS, { bits: "4", outlier: "15" });
  const [groupSize, setGroupSize] = useState(64);
  const [shown, setShown] = useState<Shown>("errors");
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const result = numbers.all && quantizeMatrix({ ...numbers.all, groupSize });
  return (
    <div className="border-line-strong flex flex-col gap-5 rounded-md border p-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="One scale for">
          <Select
            ref={first}
            value={groupSize}
            onChange={({ target }) => setGroupSize(Number(target.value))}
          >
            {GROUPS.map(({ size, name }) => (
              <option key={size} value={size}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="In the cells">
          <Select value={shown} onChange={({ target }) => setShown(target.value as Shown)}>
            {Object.entries(SHOWN).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <NumberFields fields={FIELDS} numbers={numbers} />
      </div>
      <p role="status">
        {result ? sayResult(result) : "Fix the marked numbers to see the result."}
      </p>
      {result && <Matrix result={result} shown={shown} groupSize={groupSize} />}
      {result && <Outcome result={result} />}
    </div>
  );
}

function sayResult({ relativeError, bitsPerWeight }: QuantizationResult): string {
  const bits = bitsPerWeight.toLocaleString("en-US");
  return `At ${bits} bits per weight, the error is ${sayPercent(relativeError)} the size of the weights.`;
}

function Matrix(props: { result: QuantizationResult; shown: Shown; groupSize: number }) {
  const { result, shown, groupSize } = props;
  const cells = result[shown].map((value, index) => ({
    text: saySigned(value),
    strength: Math.sqrt(Math.min(1, Math.abs(result.errors[index] ?? 0) / FULL_ERROR)),
  }));
  const rows = Array.from({ length: MATRIX_WIDTH }, (_, row) =>
    cells.slice(row * MATRIX_WIDTH, (row + 1) * MATRIX_WIDTH),
  );
  return (
    <figure>
      <HeatGrid
        label={`${SHOWN[shown]}, 8 rows of 8. The largest error is ${saySigned(result.largestError)}.`}
        cells={rows}
        frames={[...frameGroups(groupSize), frameAt(OUTLIER_INDEX, 1)]}
      />
      <figcaption className="text-ink-soft text-small mt-2">
        The color shows the size of the error, and is full at {FULL_ERROR}. Weights in a frame share
        a scale. The thick frame is the outlier.
      </figcaption>
    </figure>
  );
}

function frameGroups(groupSize: number): HeatFrame[] {
  const count = MATRIX_WIDTH ** 2 / groupSize;
  return Array.from({ length: count }, (_, index) => ({
    ...frameAt(index * groupSize, groupSize),
    isMarked: false,
  }));
}

function frameAt(index: number, size: number): HeatFrame {
  return {
    row: Math.floor(index / MATRIX_WIDTH),
    column: index % MATRIX_WIDTH,
    rows: Math.ceil(size / MATRIX_WIDTH),
    columns: Math.min(size, MATRIX_WIDTH),
    isMarked: true,
  };
}

function Outcome({ result }: { result: QuantizationResult }) {
  const rows: [string, string][] = [
    ["Mean squared error", sayShort(result.meanSquaredError)],
    ["Expected from step² / 12", sayShort(result.expectedSquaredError)],
    ["Largest error", sayShort(result.largestError)],
    ["Error, relative to the weights", sayPercent(result.relativeError)],
    ["Weights that became 0", `${result.zeros} of ${result.weights.length}`],
    ["Bits per weight, with the scales", result.bitsPerWeight.toLocaleString("en-US")],
  ];
  return (
    <>
      <FigureTable
        caption="What the rounding costs"
        rows={rows.map(([name, figure]) => ({ key: name, name, figures: [keepWhole(figure)] }))}
      />
      <p className="text-ink-soft text-small mt-2">
        Step² / 12 is right while the step is small next to the weights. A scale takes 16 bits,
        which is a lot in groups this small; in groups of 128 it adds 0.125 bits per weight.
      </p>
    </>
  );
}

function keepWhole(figure: string) {
  return <span className="whitespace-nowrap">{figure}</span>;
}

function sayShort(value: number): string {
  return value.toLocaleString("en-US", { maximumSignificantDigits: 3, maximumFractionDigits: 7 });
}

function sayPercent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
