import clsx from "clsx";
import { useId } from "react";
import type { ReactNode } from "react";

export type RadioOption = {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  isDisabled?: boolean;
};

/** One choice of a few, each a card. Native radios: arrow keys and plain forms work. */
export function RadioCards(props: {
  legend: ReactNode;
  name: string;
  options: readonly RadioOption[];
  /** Uncontrolled unless `value` is given. */
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  columns?: 1 | 2 | 3 | 4;
  errors?: readonly string[];
}) {
  const id = useId();
  const columns = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-3", 4: "sm:grid-cols-4" };
  const hasErrors = props.errors !== undefined && props.errors.length > 0;
  return (
    <fieldset aria-describedby={hasErrors ? `${id}-error` : undefined}>
      <legend className="mb-2 font-semibold">{props.legend}</legend>
      <div className={clsx("grid gap-2", columns[props.columns ?? 1])}>
        {props.options.map((option) => (
          <RadioCard
            key={option.value}
            id={`${id}-${option.value}`}
            option={option}
            group={props}
          />
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

function RadioCard(props: {
  id: string;
  option: RadioOption;
  group: {
    name: string;
    value?: string;
    defaultValue?: string;
    onValueChange?: (value: string) => void;
  };
}) {
  const { id, option, group } = props;
  const chosen =
    group.value === undefined
      ? { defaultChecked: option.value === group.defaultValue }
      : { checked: option.value === group.value };
  return (
    <label
      htmlFor={id}
      className={clsx(
        "bg-surface border-line-strong flex cursor-pointer gap-3 rounded-md border px-3 py-2.5",
        "has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-accent has-checked:ring-1",
        "has-focus-visible:outline-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2",
        "has-disabled:cursor-not-allowed has-disabled:opacity-55",
      )}
    >
      <input
        id={id}
        type="radio"
        name={group.name}
        value={option.value}
        disabled={option.isDisabled}
        onChange={() => group.onValueChange?.(option.value)}
        className="mt-[0.3em] size-4 shrink-0 focus-visible:outline-none"
        {...chosen}
      />
      <span>
        <span className="block leading-6 font-semibold">{option.label}</span>
        {option.hint !== undefined && (
          <span className="text-ink-soft text-small block leading-snug">{option.hint}</span>
        )}
      </span>
    </label>
  );
}
