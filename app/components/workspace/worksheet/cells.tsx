import clsx from "clsx";
import { TriangleAlert } from "lucide-react";
import { useId } from "react";
import type { ReactNode } from "react";
import { explainResult } from "#domain/worksheet/explain";
import { readAmount } from "#domain/worksheet/read-amount";
import type { Reckoning } from "#domain/worksheet/reckon";
import { MAX_CELL_CHARS, MAX_LABEL_CHARS } from "#domain/worksheet/worksheet.schema";
import type { ResultId, Worksheet } from "#domain/worksheet/worksheet.schema";
import { say } from "#domain/worksheet/write-lines";

/** What every group of the sheet is handed. */
export type GroupProps = {
  sheet: Worksheet;
  reckoning: Reckoning;
  onChange: (changes: Partial<Worksheet>) => void;
};

const BOX =
  "bg-surface border-line-strong focus-within:outline-accent flex min-h-9 min-w-0 items-center rounded-md border focus-within:outline-2";
export const LABEL = "text-ink-soft text-sm leading-snug";
const BARE = "placeholder:text-ink-faint w-full min-w-0 bg-transparent px-2 outline-none";

/** A number with its unit: "2.4 M", "40k" and "$3" are understood; what can't be read says so. */
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
  const isUnreadable = readAmount(props.value).kind === "unreadable";
  return (
    <div className="flex min-w-0 flex-col justify-end gap-0.5">
      <label htmlFor={id} className={props.isLabelHidden ? "sr-only" : LABEL}>
        {props.label}
      </label>
      <div className={clsx(BOX, isUnreadable && "border-danger")}>
        {props.before && <Unit className="pl-2">{props.before}</Unit>}
        <input
          id={id}
          value={props.value}
          onChange={(event) => props.onValue(event.target.value)}
          maxLength={MAX_CELL_CHARS}
          inputMode="decimal"
          autoComplete="off"
          placeholder={props.placeholder}
          aria-invalid={isUnreadable || undefined}
          aria-describedby={isUnreadable ? `${id}-error` : undefined}
          className={clsx(BARE, "tabular-nums", props.before && "pl-1")}
        />
        {props.unit && <Unit className="pr-2">{props.unit}</Unit>}
      </div>
      {isUnreadable && (
        <p id={`${id}-error`} className="text-danger text-sm">
          Not a number. Write it as 1.5, 40k or 2.4 M.
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

/** What the sheet computes, and beside it the candidate's own, with a word where it doesn't follow. */
export function ResultLine(
  props: GroupProps & {
    id: ResultId;
    label: string;
    before?: string;
    unit: string;
    whenOpen: string;
  },
) {
  const { id, sheet, reckoning } = props;
  const { computed } = reckoning.results[id];
  const fault = explainResult(id, sheet, reckoning);
  const faultId = useId();
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
              {say(computed)} {props.unit}
            </output>
          )}
        </p>
        <NumberCell
          label="Yours, if it differs"
          value={sheet.stated[id]}
          onValue={(value) => props.onChange({ stated: { ...sheet.stated, [id]: value } })}
          {...(props.before ? { before: props.before } : {})}
        />
      </div>
      <p
        id={faultId}
        role="status"
        className={clsx(fault && "text-warn text-small mt-1 flex gap-1.5")}
      >
        {fault && <TriangleAlert aria-hidden className="mt-[0.2em] size-4 shrink-0" />}
        {fault}
      </p>
    </div>
  );
}

/** A group's frame: its title and what it is for. */
export function Group(props: { title: string; hint: string; children: ReactNode }) {
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
    </div>
  );
}
