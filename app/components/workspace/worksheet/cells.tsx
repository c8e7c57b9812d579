import clsx from "clsx";
import { TriangleAlert } from "lucide-react";
import { useId } from "react";
import type { ReactNode } from "react";
import { explainContradiction, explainResult } from "#domain/worksheet/explain";
import type { Contradiction } from "#domain/worksheet/find-bills";
import { readAmount, readMs } from "#domain/worksheet/read-amount";
import type { Reckoning } from "#domain/worksheet/reckon";
import { MAX_CELL_CHARS, MAX_LABEL_CHARS } from "#domain/worksheet/worksheet.schema";
import type { ResultId, Worksheet } from "#domain/worksheet/worksheet.schema";
import { say, sayDollars } from "#domain/worksheet/write-lines";
import { TextLink } from "~/components/ui/text-link";

/** What every group of the sheet is handed. */
export type GroupProps = {
  sheet: Worksheet;
  reckoning: Reckoning;
  /** Costs in the candidate's text that aren't the sheet's. */
  contradictions: readonly Contradiction[];
  onChange: (changes: Partial<Worksheet>) => void;
};

const BOX =
  "bg-surface border-line-strong focus-within:outline-accent flex min-h-9 min-w-0 items-center rounded-md max-sm:min-h-10.5 border focus-within:outline-2";
const LABEL = "text-ink-soft text-sm leading-snug";
const BARE =
  "placeholder:text-ink-faint placeholder:italic w-full min-w-0 self-stretch bg-transparent px-2 outline-none";

/** A number with its unit: "2.4 M", "40k", "$3" and "2 s" are understood; what can't be read says so. */
export function NumberCell(props: {
  label: string;
  value: string;
  onValue: (value: string) => void;
  before?: string;
  unit?: string;
  placeholder?: string;
  isLabelHidden?: boolean;
}) {
  const id = useId();
  const isTime = props.unit === "ms";
  const isUnreadable = (isTime ? readMs : readAmount)(props.value).kind === "unreadable";
  // The sign is there already.
  const withoutSign = (text: string) =>
    props.before === "$" ? text.replace(/^\s*\$\s*/, "") : text;
  return (
    <div className="flex min-w-0 flex-col justify-end gap-0.5">
      <label htmlFor={id} className={props.isLabelHidden ? "sr-only" : LABEL}>
        {props.label}
      </label>
      <div className={clsx(BOX, isUnreadable && "border-danger")}>
        {props.before && <Unit className="pl-2">{props.before}</Unit>}
        <input
          id={id}
          value={withoutSign(props.value)}
          onChange={(event) => props.onValue(withoutSign(event.target.value))}
          maxLength={MAX_CELL_CHARS}
          inputMode={isTime ? "text" : "decimal"}
          autoComplete="off"
          placeholder={props.placeholder}
          aria-invalid={isUnreadable || undefined}
          aria-describedby={isUnreadable ? `${id}-error` : undefined}
          className={clsx(BARE, "tabular-nums", props.before && "pl-1")}
        />
        {props.unit && !(isTime && /s$/i.test(props.value.trim())) && (
          <Unit className="pr-2">{props.unit}</Unit>
        )}
      </div>
      {isUnreadable && (
        <p id={`${id}-error`} className="text-danger text-sm">
          Not a number. Write it as {isTime ? "800 or 1.5 s" : "1.5, 40k or 2.4 M"}.
        </p>
      )}
    </div>
  );
}

function Unit({ className, children }: { className: string; children: string }) {
  return (
    <span aria-hidden className={clsx("text-ink-faint shrink-0 text-sm", className)}>
      {children}
    </span>
  );
}

/** A number of a sheet or row: where it is kept, and how it is asked for. */
export type NumberColumn<Keys extends string> = {
  key: Keys;
  label: string;
  before?: string;
  unit?: string;
  placeholder?: string;
};

/** A number beside the other, as many in a line as there is room for. */
export function NumberCells<Keys extends string>(props: {
  columns: readonly NumberColumn<Keys>[];
  values: Readonly<Record<Keys, string>>;
  onChange: (changes: Partial<Record<Keys, string>>) => void;
  /** Cells of another kind, after them. */
  children?: ReactNode;
}) {
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(6.75rem,1fr))] gap-2">
      {props.columns.map(({ key, ...column }) => (
        <NumberCell
          key={key}
          {...column}
          value={props.values[key]}
          onValue={(value) => props.onChange({ [key]: value } as Partial<Record<Keys, string>>)}
        />
      ))}
      {props.children}
    </div>
  );
}

/** One of a few, with its label. */
export function ChoiceCell<Value extends string>(props: {
  label: string;
  value: Value;
  /** Each with what it is called. */
  choices: readonly (readonly [Value, string])[];
  onValue: (value: Value) => void;
}) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col justify-end gap-0.5">
      <label htmlFor={id} className={LABEL}>
        {props.label}
      </label>
      <select
        id={id}
        value={props.value}
        onChange={(event) => {
          const chosen = props.choices.find(([value]) => value === event.target.value);
          if (chosen) props.onValue(chosen[0]);
        }}
        className="bg-surface border-line-strong min-h-9 w-full rounded-md border px-2 max-sm:min-h-10.5"
      >
        {props.choices.map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What a row is called. */
export function LabelCell(props: {
  label: string;
  value: string;
  onValue: (value: string) => void;
  placeholder: string;
}) {
  return (
    <div className={clsx(BOX, "flex-1")}>
      <input
        aria-label={props.label}
        value={props.value}
        onChange={(event) => props.onValue(event.target.value)}
        maxLength={MAX_LABEL_CHARS}
        autoComplete="off"
        placeholder={props.placeholder}
        className={BARE}
      />
    </div>
  );
}

/** A figure that follows from the sheet. */
export type ResultColumn = {
  id: ResultId;
  label: string;
  before?: string;
  unit: string;
  /** What is missing while it can't be computed. */
  whenOpen: string;
};

/** What the sheet computes, and beside it the candidate's own, with a word where it doesn't follow. */
function ResultLine(props: GroupProps & ResultColumn) {
  const { id, sheet, reckoning } = props;
  const { computed } = reckoning.results[id];
  const faults = [
    explainResult(id, sheet, reckoning),
    ...props.contradictions.filter((one) => one.id === id).map(explainContradiction),
  ].filter((fault) => fault !== null);
  return (
    <div className="border-line border-t pt-2">
      <div className="grid grid-cols-[minmax(0,1fr)_8.5rem] items-end gap-3">
        <p className="min-w-0 pb-1 leading-snug">
          <span className="text-ink-soft block text-sm">{props.label}</span>
          {computed === null ? (
            <span className="text-ink-faint text-small">{props.whenOpen}</span>
          ) : (
            <output className="font-semibold tabular-nums">
              {props.before}
              {props.before === "$" ? sayDollars(computed) : say(computed)} {props.unit}
            </output>
          )}
        </p>
        <NumberCell
          label="Override"
          {...(id === "latency" ? { unit: "ms" } : {})}
          value={sheet.stated[id]}
          onValue={(value) => props.onChange({ stated: { ...sheet.stated, [id]: value } })}
          {...(props.before ? { before: props.before } : {})}
        />
      </div>
      <div role="status">
        {faults.map((fault) => (
          <p key={fault} className="text-warn text-small mt-1 flex gap-1.5">
            <TriangleAlert aria-hidden className="mt-[0.2em] size-4 shrink-0" />
            {fault}
          </p>
        ))}
      </div>
    </div>
  );
}

/** A group of the sheet: its title and what it is for, its cells, and what follows from them. */
export function Group(
  props: GroupProps & {
    title: string;
    hint: ReactNode;
    results: readonly ResultColumn[];
    children: ReactNode;
    /** Below the results. */
    after?: ReactNode;
  },
) {
  const { sheet, reckoning, contradictions, onChange } = props;
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="flex min-w-0 flex-col gap-3">
      <div>
        <h4 id={id} className="font-semibold">
          {props.title}
        </h4>
        <p className="text-ink-soft text-sm">{props.hint}</p>
      </div>
      {props.children}
      {props.results.map((result) => (
        <ResultLine
          key={result.id}
          {...result}
          sheet={sheet}
          reckoning={reckoning}
          contradictions={contradictions}
          onChange={onChange}
        />
      ))}
      {props.after}
    </div>
  );
}

/** What a group is for, and where a lesson lets the reader try more. */
export function CalculatorHint(props: { topic: string; calculates: string; children: string }) {
  return (
    <>
      {props.children} A lesson has a{" "}
      <TextLink to={`/learn/topics/${props.topic}#try-it`} target="_blank">
        calculator for {props.calculates}
      </TextLink>{" "}
      (opens in a new tab).
    </>
  );
}

/** What one row comes to; nothing while it is not complete. */
export function RowCost({ cost, unit }: { cost: number | null; unit: string }) {
  if (cost === null) return null;
  return (
    <p className="text-ink-soft text-small text-right tabular-nums">
      ${sayDollars(cost)} {unit}
    </p>
  );
}
