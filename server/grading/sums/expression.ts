import type { NumberToken, Reading, Token } from "./read-tokens";

export type Stretch = { start: number; end: number };
export type NumberNode = Stretch & {
  kind: "number";
  token: NumberToken;
  readings: Reading[];
  /** Nothing says what it counts: "× 3,600". */
  isBare: boolean;
  /** Where digits, unit and "a month" end; nouns may follow. */
  unitEnd: number;
};
export type Node =
  | NumberNode
  /** A name without a number: its value isn't known. */
  | (Stretch & { kind: "unknown" })
  | (Stretch & { kind: "range"; low: NumberNode; high: NumberNode })
  | (Stretch & { kind: "power"; base: Node; exponent: Node })
  | (Stretch & { kind: "sum" | "product"; first: Node; rest: Part[] });
export type Op = "*" | "/" | "+" | "-";
/** `isSoft`: the word may as well divide, or be no operator. `isPer`: "per million". */
export type Part = { op: Op; node: Node; isSoft?: boolean; isPer?: boolean };

export type Expression = {
  node: Node;
  /** Index of the first token behind it. */
  next: number;
  /** Where it may as well begin: behind "at", "of", "for", or a dash between words. */
  softAt: number[];
  /** Tokens of remarks in brackets: "(asked)", "(32 GB each)"; `of` stands before them. */
  remarks: { from: number; to: number; of: NumberNode | null }[];
  /** "60% of tasks × 6 min": of how many isn't said. */
  isOpen: boolean;
  /** Held together by a comma or changed by a remark: a sum only if it holds. */
  isLoose: boolean;
};

/** How far the reading of an expression has come. */
export type Cursor = Omit<Expression, "node" | "next"> & {
  tokens: readonly Token[];
  /** Where it began, is now, and must end. */
  from: number;
  at: number;
  last: number;
  depth: number;
  /** "20–30" are two ends, not a difference. */
  ranges: boolean;
};

const MAX_REMARK = 40;

export function peek(cursor: Cursor, ahead = 0): Token | undefined {
  const at = cursor.at + ahead;
  return at < cursor.last ? cursor.tokens[at] : undefined;
}

/** Index of the bracket that closes next; null where none does soon. */
export function findClose({ tokens, last }: Cursor, from: number): number | null {
  for (let index = from; index < Math.min(last, from + MAX_REMARK); index += 1) {
    if (tokens[index]?.kind === "close") return index;
    if (tokens[index]?.kind === "break") return null;
  }
  return null;
}

/** A number that isn't written: the exponent of "²", the one that a bracket's unit belongs to. */
export function toNumber({ start, end, value }: Stretch & { value: number }): NumberNode {
  const readings = [{ scale: 1, units: [] }];
  const token: NumberToken = {
    kind: "number",
    start,
    end,
    text: "",
    mantissa: value,
    step: 0,
    readings,
    isWord: false,
    digitsEnd: end,
  };
  return { kind: "number", token, readings, start, end, unitEnd: end, isBare: false };
}
