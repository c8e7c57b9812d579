import { shortenHash } from "./report/format";

/** Keys of a detail as words: "problemVersionId" reads "problem version". */
export function toDetailName(key: string): string {
  const words = key.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.replace(/[_-]/g, " ").replace(/ ids?$/, "");
}

/** An action as words: "grade.request" reads "grade: request". */
export function toActionTitle(action: string): string {
  const [noun = action, ...verb] = action.split(".");
  return verb.length === 0 ? noun : `${noun}: ${verb.join(" ").replace(/_/g, " ")}`;
}

const HASH = /^[0-9a-f]{64}$/;

/** A fact of the detail as text; of a hash enough to compare by eye. */
export function toDetailValue(value: string | number | boolean | null): string {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return value.toLocaleString("en-GB");
  return HASH.test(value) ? shortenHash(value) : value;
}
