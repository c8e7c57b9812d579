import { useId } from "react";
import type { Verdict } from "#domain/grading/verdicts";
import { VERDICT_WORDS } from "~/lib/report/verdict-words";
import { VerdictShape } from "../report/verdict-mark";

const CHOICES = ["met", "partial", "not_met"] as const;

/** The verdicts that a person can give: three, or two where there is no half. */
export function VerdictChoice(props: {
  name: string;
  legend: string;
  defaultValue?: Verdict;
  /** Verdicts that can't be chosen here. */
  without?: readonly Verdict[];
  errors?: readonly string[];
}) {
  const id = useId();
  const hasErrors = props.errors !== undefined && props.errors.length > 0;
  const choices = CHOICES.filter((verdict) => !props.without?.includes(verdict));
  return (
    <fieldset aria-describedby={hasErrors ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-semibold">{props.legend}</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map((verdict) => (
          <label
            key={verdict}
            className="bg-surface border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-accent has-focus-visible:outline-accent flex cursor-pointer items-center gap-2 rounded-md border px-3 py-1.5 has-checked:ring-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={props.name}
              value={verdict}
              defaultChecked={verdict === props.defaultValue}
              className="size-4 focus-visible:outline-none"
            />
            <VerdictShape verdict={verdict} className="size-4.5" />
            {VERDICT_WORDS[verdict]}
          </label>
        ))}
      </div>
      {hasErrors && (
        <p id={`${id}-error`} className="text-danger text-small mt-1.5">
          {props.errors?.join(". ")}
        </p>
      )}
    </fieldset>
  );
}
