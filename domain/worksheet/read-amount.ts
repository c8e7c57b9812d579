const SCALES: Record<string, number> = {
  "": 1,
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
};

/** Grouped by commas or spaces, or not at all; "1,5" is refused: it may be one and a half. */
const AMOUNT =
  /^\$?\s*(\d{1,3}(?:[,_ ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*(k|thousand|m|mn|million|b|bn|billion)?$/i;
const LARGEST = 1e15;

/** What a cell says: nothing yet, a number, or something that can't be read as one. */
export type Amount = { kind: "blank" } | { kind: "number"; value: number } | { kind: "unreadable" };

/** Reads "2.4 M", "40k", "2,400,000", "$3"; never below 0. */
export function readAmount(cell: string): Amount {
  const text = cell.trim();
  if (text === "") return { kind: "blank" };
  const match = AMOUNT.exec(text);
  if (!match) return { kind: "unreadable" };
  const digits = Number((match[1] ?? "").replace(/[,_ ]/g, ""));
  const value = digits * (SCALES[(match[2] ?? "").toLowerCase()] ?? 1);
  return value <= LARGEST ? { kind: "number", value } : { kind: "unreadable" };
}

/** The number of a cell; null where there is none. */
export function valueOf(cell: string): number | null {
  const amount = readAmount(cell);
  return amount.kind === "number" ? amount.value : null;
}

const TIME_UNIT = /(?:ms|milliseconds?|s|sec|seconds?)$/i;

/** Reads milliseconds: "2 s" and "150 ms" as well as a number alone. */
export function readMs(cell: string): Amount {
  const text = cell.trim();
  const unit = TIME_UNIT.exec(text);
  if (unit === null) return readAmount(text);
  const amount = readAmount(text.slice(0, unit.index));
  if (amount.kind !== "number") return { kind: "unreadable" };
  const ms = /^m/i.test(unit[0]) ? amount.value : amount.value * 1_000;
  return { kind: "number", value: Number(ms.toPrecision(12)) };
}

/** The milliseconds of a cell; null where there are none. */
export function msOf(cell: string): number | null {
  const amount = readMs(cell);
  return amount.kind === "number" ? amount.value : null;
}
