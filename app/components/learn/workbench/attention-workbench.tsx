import { useEffect, useRef, useState } from "react";
import { attend, readWords, WIDTHS, WORDS } from "#domain/workbench/attention";
import type { AttentionPlan, AttentionResult } from "#domain/workbench/attention";
import { Checkbox } from "~/components/ui/checkbox";
import { Field } from "~/components/ui/field";
import { FigureTable } from "~/components/ui/figure-table";
import { Input } from "~/components/ui/input";
import { Select } from "~/components/ui/select";
import { HeatGrid } from "./heat-grid";
import { saySigned } from "./say-signed";

const EXAMPLE = "the cat sat on the mat";
const SHOWN_COMPONENTS = 4;
/** Of the words beside the grid: a number and ten characters. */
const NAME_WIDTH = 84;

/** One head of attention over a few words, from the scores to the output of a chosen word. */
export default function AttentionWorkbench() {
  const [sentence, setSentence] = useState(EXAMPLE);
  const [width, setWidth] = useState<number>(WIDTHS[0]);
  const [isScaled, setIsScaled] = useState(true);
  const [isMasked, setIsMasked] = useState(true);
  const [chosen, setChosen] = useState(WORDS.most - 1);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const words = readWords(sentence);
  const at = Math.min(chosen, (words?.length ?? 1) - 1);
  return (
    <div className="border-line-strong flex flex-col gap-5 rounded-md border p-4">
      <Field
        label="Sentence"
        errors={
          words ? [] : [`Enter 1 to ${WORDS.most} words of at most ${WORDS.longest} characters`]
        }
      >
        <Input
          ref={first}
          value={sentence}
          maxLength={80}
          onChange={({ target }) => setSentence(target.value)}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Word that reads">
          <Select
            value={at}
            disabled={!words}
            onChange={({ target }) => setChosen(Number(target.value))}
          >
            {(words ?? []).map((word, index) => (
              <option key={index} value={index}>
                {index + 1} {word}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Head width d">
          <Select value={width} onChange={({ target }) => setWidth(Number(target.value))}>
            {WIDTHS.map((count) => (
              <option key={count}>{count}</option>
            ))}
          </Select>
        </Field>
        <Checkbox
          label="Divide by √d"
          checked={isScaled}
          onChange={({ target }) => setIsScaled(target.checked)}
        />
        <Checkbox
          label="Mask later words"
          checked={isMasked}
          onChange={({ target }) => setIsMasked(target.checked)}
        />
      </div>
      {words ? (
        <Outcome plan={{ words, width, isScaled, isMasked }} at={at} />
      ) : (
        <p role="status">Fix the sentence to see the result.</p>
      )}
    </div>
  );
}

function Outcome({ plan, at }: { plan: AttentionPlan; at: number }) {
  const result = attend(plan);
  const weights = result.weights[at] ?? [];
  const most = weights.reduce<number>((best, it, index) => {
    return (it ?? 0) > (weights[best] ?? 0) ? index : best;
  }, 0);
  return (
    <>
      <p role="status">
        “{plan.words[at]}” reads most from word {most + 1}, “{plan.words[most]}”, with a weight of{" "}
        {weights[most]?.toFixed(3)}.
      </p>
      <figure>
        <HeatGrid
          label={`Weights of all words. Row ${at + 1} is in the table below.`}
          rowNames={nameWords(plan.words)}
          columnNames={plan.words.map((_, index) => String(index + 1))}
          nameWidth={NAME_WIDTH}
          cells={result.weights.map((row) =>
            row.map((weight) => ({
              text: weight === null ? "–" : weight.toFixed(2),
              strength: weight ?? 0,
            })),
          )}
          frames={[{ row: at, column: 0, rows: 1, columns: plan.words.length, isMarked: true }]}
        />
        <figcaption className="text-ink-soft text-small mt-2">
          Weights: each row is a word that reads, and sums to 1. The frame is the chosen word.
        </figcaption>
      </figure>
      <Steps plan={plan} result={result} at={at} />
      <Mix plan={plan} result={result} at={at} />
      <p className="text-ink-soft text-small">
        The vectors are drawn at random from the words, so the weights say nothing about language.
        There are no positions: the same word always has the same query, key and value.
      </p>
    </>
  );
}

type StepProps = { plan: AttentionPlan; result: AttentionResult; at: number };

function Steps({ plan, result, at }: StepProps) {
  const rows = nameWords(plan.words).map((name, index) => {
    const weight = result.weights[at]?.[index] ?? null;
    const steps = [
      saySigned(result.scores[at]?.[index] ?? 0),
      ...(plan.isScaled ? [saySigned(result.scaled[at]?.[index] ?? 0)] : []),
      ...(plan.isMasked ? [weight === null ? "−∞" : "0"] : []),
      weight === null ? "0" : weight.toFixed(3),
    ];
    return { key: name, name, figures: steps };
  });
  return (
    <FigureTable
      caption={`Scores of “${plan.words[at]}” and their softmax`}
      isCaptionSeen
      heads={[
        "Word",
        "q · k",
        ...(plan.isScaled ? [`÷ ${Math.sqrt(plan.width)}`] : []),
        ...(plan.isMasked ? ["Mask"] : []),
        "Weight",
      ]}
      areHeadsSeen
      rows={rows}
    />
  );
}

function Mix({ plan, result, at }: StepProps) {
  const rows = nameWords(plan.words).flatMap((name, index) => {
    const weight = result.weights[at]?.[index] ?? null;
    if (weight === null) return [];
    const value = sayVector(result.values[index] ?? [], 1);
    return [{ key: name, name: `${weight.toFixed(3)} × ${name}`, figures: [keepWhole(value)] }];
  });
  const output = sayVector(result.outputs[at] ?? [], 2);
  const shown =
    plan.width > SHOWN_COMPONENTS ? `, the first ${SHOWN_COMPONENTS} of ${plan.width} numbers` : "";
  return (
    <FigureTable
      caption={`Values, mixed by weight${shown}`}
      isCaptionSeen
      rows={[
        ...rows,
        { key: "output", name: <strong>Output</strong>, figures: [keepWhole(output)] },
      ]}
    />
  );
}

function keepWhole(vector: string) {
  return <span className="whitespace-nowrap">{vector}</span>;
}

function nameWords(words: readonly string[]): string[] {
  return words.map((word, index) => `${index + 1} ${word}`);
}

function sayVector(vector: readonly number[], digits: number): string {
  return vector
    .slice(0, SHOWN_COMPONENTS)
    .map((component) => saySigned(component, digits))
    .join(", ");
}
