import { peek, type Cursor, type Node, type Op } from "./expression";
import type { Token } from "./read-tokens";

/** Words that are operators where a number follows; those of the second table may be none. */
const HARD_WORDS: Record<string, "*" | "/"> = { times: "*", every: "/", over: "/" };
const SOFT_WORDS: Record<string, "*" | "/"> = {
  of: "*",
  at: "*",
  for: "*",
  with: "*",
  by: "*",
  "@": "*",
  à: "*",
  across: "/",
  in: "/",
  into: "/",
  among: "/",
  between: "/",
};

/** "Instead of 264". */
const AWAY = /^(?:instead|out|ahead|short|because)$/i;

/** The plus or minus that stands next; the cursor is behind it then. */
export function readAdder(cursor: Cursor, before: Node): Op | null {
  // "782, +600 = 1,382".
  const token = peek(cursor);
  const sign = token?.text === "," ? peek(cursor, 1) : undefined;
  if (sign?.kind === "op" && sign.op === "+") {
    cursor.isLoose = true;
    cursor.softAt.push(cursor.at + 2);
    cursor.at += 2;
    return "+";
  }
  if (token?.kind === "word" && /^(?:plus|minus)$/i.test(token.text)) {
    cursor.at += 1;
    return token.text.toLowerCase() === "plus" ? "+" : "-";
  }
  if (token?.kind !== "op" || !/^(?:[+-]|range)$/.test(token.op)) return null;
  if (token.op === "range" && cursor.ranges) return null;
  // A dash after words may only part them: "three nodes - 4 × 8 GPUs".
  const hasNoun = before.kind === "number" && before.unitEnd < before.end;
  if (token.op === "-" && token.text !== "−" && hasNoun) cursor.softAt.push(cursor.at + 1);
  cursor.at += 1;
  return token.op === "+" ? "+" : "-";
}

/** The same for a product. `isShare`: what stands before is a part, as of "12 % of". */
export function readMultiplier(cursor: Cursor, before: Node, isShare: boolean): Op | null {
  // "… = 196.6 kB. × 300,000 tokens": the product goes on behind the full stop.
  const mark = peek(cursor);
  if (mark?.kind === "comma" && isStrong(peek(cursor, 1))) {
    cursor.isLoose ||= mark.text === ";";
    // "15.3k insults, /2900 = 6.3k scams" divides something else.
    if (peek(cursor, 1)?.text === "/") cursor.softAt.push(cursor.at + 2);
    cursor.at += 1;
  }
  const token = peek(cursor);
  if (token?.kind === "op" && (token.op === "*" || token.op === "/")) {
    cursor.at += 1;
    return token.op;
  }
  if (token?.kind === "open" && token.start === before.end) return "*";
  return token?.kind === "word" ? readWord(cursor, token.text.toLowerCase(), isShare) : null;
}

function readWord(cursor: Cursor, word: string, isShare: boolean): Op | null {
  const next = peek(cursor, 1);
  if (/^(?:multiplied|divided|split|spread|shared)$/.test(word) && next?.kind === "word") {
    cursor.at += 2;
    return word === "multiplied" ? "*" : "/";
  }
  // "$3 per million": a price, and no sum yet.
  if (word === "of" && AWAY.test(cursor.tokens[cursor.at - 1]?.text ?? "")) return null;
  const isPer = word === "per" && next?.kind === "number";
  const op = isPer ? "/" : (HARD_WORDS[word] ?? SOFT_WORDS[word]);
  if (op === undefined || !(isPer || startsNumber(next))) return null;
  cursor.at += 1;
  const isHard = word in HARD_WORDS || (word === "of" && isShare);
  if (!isHard) cursor.softAt.push(cursor.at);
  return op;
}

function startsNumber(token: Token | undefined): boolean {
  if (token?.opens === true) return false;
  return token?.kind === "number" || token?.kind === "open" || token?.kind === "approx";
}

function isStrong(token: Token | undefined): boolean {
  return (token?.kind === "op" && /[*/]/.test(token.op)) || /^times$/i.test(token?.text ?? "");
}

/** Whether a word of a phrase is an operator instead. */
export function isOperator(cursor: Cursor, token: Token, next: Token | undefined): boolean {
  const word = token.text.toLowerCase();
  if (/^(?:times|plus|minus|multiplied|divided)$/.test(word)) return true;
  // "At just over three".
  const before = cursor.tokens[cursor.at - 1]?.text ?? "";
  if (word === "over" && /^(?:just|well|slightly|bit|little)$/i.test(before)) return false;
  const isWord = /^(?:to|from|per)$/.test(word) || word in HARD_WORDS || word in SOFT_WORDS;
  return isWord && startsNumber(next);
}
