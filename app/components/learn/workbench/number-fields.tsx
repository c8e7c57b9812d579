import { useState } from "react";
import { Field } from "~/components/ui/field";
import { Input } from "~/components/ui/input";

/** A number to type, above 0 unless `least` says otherwise. */
export type NumberField = {
  label: string;
  /** Bounds, both allowed. */
  least?: number;
  most: number;
  isWhole?: boolean;
};

export type TypedNumbers<Key extends string> = {
  typed: Record<Key, string>;
  type: (changes: Partial<Record<Key, string>>) => void;
  /** Null where what is typed isn't such a number. */
  values: Record<Key, number | null>;
  /** All numbers; null while one of them is missing. */
  all: Record<Key, number> | null;
};

/** Numbers as they are typed: a wrong one stays in its field until it is fixed. */
export function useNumbers<Key extends string>(
  fields: Record<Key, NumberField>,
  initial: Record<Key, string>,
): TypedNumbers<Key> {
  const [typed, setTyped] = useState(initial);
  const keys = Object.keys(fields) as Key[];
  const values = Object.fromEntries(
    keys.map((key) => [key, readNumber(fields[key], typed[key])]),
  ) as Record<Key, number | null>;
  const isWhole = keys.every((key) => values[key] !== null);
  return {
    typed,
    type: (changes) => setTyped({ ...typed, ...changes }),
    values,
    all: isWhole ? (values as Record<Key, number>) : null,
  };
}

/** One field for each number, with what is wrong with it. */
export function NumberFields<Key extends string>(props: {
  fields: Record<Key, NumberField>;
  numbers: TypedNumbers<Key>;
}) {
  const { fields, numbers } = props;
  return (Object.keys(fields) as Key[]).map((key) => (
    <Field
      key={key}
      label={fields[key].label}
      errors={numbers.values[key] === null ? [sayBounds(fields[key])] : []}
    >
      <Input
        inputMode={fields[key].isWhole ? "numeric" : "decimal"}
        value={numbers.typed[key]}
        maxLength={12}
        onChange={({ target }) =>
          numbers.type({ [key]: target.value } as Partial<Record<Key, string>>)
        }
      />
    </Field>
  ));
}

function readNumber({ least, most, isWhole }: NumberField, text: string): number | null {
  const value = text.trim() === "" ? NaN : Number(text.replaceAll(",", ""));
  if (!(value <= most && (least === undefined ? value > 0 : value >= least))) return null;
  return isWhole && !Number.isInteger(value) ? null : value;
}

function sayBounds({ least, most, isWhole }: NumberField): string {
  const top = most.toLocaleString("en-US");
  if (least !== undefined)
    return `Enter ${isWhole ? "a whole number" : "a number"} from ${least.toLocaleString("en-US")} to ${top}`;
  return `Enter ${isWhole ? "a whole number" : "a number above 0"}, at most ${top}`;
}
