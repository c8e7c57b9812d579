import { shortenHash } from "./report/format";

/** Keys of a detail as words: "problemVersionId" reads "problem version". */
export function toDetailName(key: string): string {
  const words = key.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.replace(/[_-]/g, " ").replace(/ ids?$/, "");
}

/** Where noun and verb alone read badly. */
const TITLES: Record<string, string> = {
  "account.sign_in_fail": "failed sign-in",
  "account.sign_in_lock": "sign-in locked for a while",
  "account.lift_lock": "sign-in lock lifted",
};

/** An action as words: "grade.request" reads "grade: request". */
export function toActionTitle(action: string): string {
  const title = TITLES[action];
  if (title !== undefined) return title;
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
