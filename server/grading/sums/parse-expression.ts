import { isDivisor, readUnits, type Unit } from "./units";
import { isPercent, type NumberToken, type Reading, type Token } from "./read-tokens";

type Place = { start: number; end: number };
export type NumberNode = Place & {
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
  | (Place & { kind: "unknown" })
  | (Place & { kind: "range"; low: NumberNode; high: NumberNode })
  | (Place & { kind: "power"; base: Node; exponent: Node })
  | (Place & { kind: "sum" | "product"; first: Node; rest: Part[] });
/** `isSoft`: the word may as well divide, or be no operator. */
export type Part = { op: Op; node: Node; isSoft?: boolean; isPer?: boolean };
type Op = "*" | "/" | "+" | "-";

export type Expression = {
  node: Node;
  /** Index of the first token behind it. */
  next: number;
  /** Operators that may be none: "at", "of", "for" before a number, a dash between words. */
  softAt: number[];
  /** Tokens of remarks in brackets: "(asked)", "(32 GB each)"; `of` stands before them. */
  remarks: { from: number; to: number; of: NumberNode | null }[];
  /** "60% of tasks × 6 min": of how many isn't said. */
  isOpen: boolean;
  /** Held together by a comma or changed by a remark: a sum only if it holds. */
  isLoose: boolean;
};

const MAX_TOKENS = 120;
const MAX_DEPTH = 8;
const MAX_LABEL_WORDS = 4;
const MAX_NOUNS = 8;

/** Words that are operators where a number follows; those of the second table may be none. */
const HARD_WORDS: Record<string, Op> = { times: "*", plus: "+", minus: "-", every: "/", over: "/" };
const SOFT_WORDS: Record<string, "*" | "/"> = {
  // prettier-ignore
  ...{ of: "*", at: "*", for: "*", with: "*", by: "*", across: "/", in: "/", into: "/", among: "/", between: "/", "@": "*", à: "*" },
};
/** Words that no number's noun goes on with. */
export const STOPS = new Set(
  // prettier-ignore
  ("and or but nor if because since when while where then than we they i you he she it its it's there there's has have had can could may might must should " +
    "that which who whose this these those so thus hence therefore as is are was were be been equals equal makes make making gives give giving yields yield comes come works amounts adds sums totals results " +
    "gets get means needs need takes take costs cost leaves leave i.e ie e.g until till unless not no don't doesn't lands total").split(" "),
);

/**
 * The expression that begins at a token, as long as it goes; null where none begins. `ranges` reads
 * "20–30" and "20 to 30" as two ends instead of a difference.
 */
export function parseExpression(
  tokens: readonly Token[],
  from: number,
  ranges: boolean,
): Expression | null {
  const last = Math.min(tokens.length, from + MAX_TOKENS);
  const softAt: number[] = [];
  const remarks: Expression["remarks"] = [];
  let at = from;
  let depth = 0;
  let isOpen = false;
  let isLoose = false;

  function peek(ahead = 0): Token | undefined {
    return at + ahead < last ? tokens[at + ahead] : undefined;
  }

  function readSum(): Node | null {
    return readChain("sum", readProduct, readAdder);
  }

  function readProduct(): Node | null {
    return readChain("product", readPower, readMultiplier);
  }

  function readChain(
    kind: "sum" | "product",
    readPart: () => Node | null,
    readOp: (before: Node) => Op | null,
  ): Node | null {
    const first = readPart();
    if (!first) return null;
    const rest: Part[] = [];
    let end = first.end;
    for (;;) {
      const back = { at, soft: softAt.length, remarks: remarks.length };
      const op = readOp(rest.at(-1)?.node ?? first);
      const node = op === null ? null : readPart();
      if (op === null || node === null) {
        at = back.at;
        softAt.length = back.soft;
        remarks.length = back.remarks;
        break;
      }
      rest.push({
        op,
        node,
        isPer: /^per$/i.test(tokens[back.at]?.text ?? ""),
        isSoft: softAt.length > back.soft && softAt[back.soft] === back.at + 1,
      });
      end = node.end;
    }
    return rest.length === 0 ? first : { kind, first, rest, start: first.start, end };
  }

  function readAdder(before: Node): Op | null {
    // "782, +600 = 1,382".
    const sign = peek()?.text === "," ? peek(1) : undefined;
    if (sign?.kind === "op" && sign.op === "+") {
      isLoose = true;
      softAt.push(at + 2);
      at += 2;
      return "+";
    }
    const token = peek();
    if (token?.kind === "word" && /^(?:plus|minus)$/i.test(token.text)) {
      at += 1;
      return token.text.toLowerCase() === "plus" ? "+" : "-";
    }
    if (token?.kind !== "op") return null;
    if (token.op === "+" || token.op === "-") {
      // A dash after words may only part them: "three nodes - 4 × 8 GPUs".
      if (/[-–]/.test(token.text) && !isShort(before)) softAt.push(at + 1);
      at += 1;
      return token.op;
    }
    if (token.op !== "range" || ranges) return null;
    at += 1;
    return "-";
  }

  function isShort(node: Node): boolean {
    return node.kind !== "number" || node.unitEnd === node.end;
  }

  function readMultiplier(before: Node): Op | null {
    // "… = 196.6 kB. × 300,000 tokens": the product goes on behind the full stop.
    if (peek()?.kind === "comma" && isStrong(peek(1))) {
      isLoose ||= peek()?.text === ";";
      softAt.push(at + 2);
      at += 1;
    }
    const token = peek();
    const next = peek(1);
    if (token?.kind === "op" && (token.op === "*" || token.op === "/")) {
      at += 1;
      return token.op;
    }
    if (token?.kind === "open" && token.start === before.end) return "*";
    if (token?.kind !== "word") return null;
    const word = token.text.toLowerCase();
    if (word === "per" && next?.kind === "number") {
      // "$3 per million": a price, and no sum yet.
      softAt.push(at + 1);
      at += 1;
      return "/";
    }
    if (/^(?:multiplied|divided|split|spread|shared)$/.test(word) && next?.kind === "word") {
      at += 2;
      return word === "multiplied" ? "*" : "/";
    }
    const hard = HARD_WORDS[word];
    const isNumberNext =
      next?.kind === "number" || next?.kind === "open" || next?.kind === "approx";
    if (hard && /[*/]/.test(hard) && isNumberNext) {
      at += 1;
      return hard;
    }
    const soft = SOFT_WORDS[word];
    if (soft === undefined || !isNumberNext) return null;
    const isShare = word === "of" && before.kind === "number" && isShareNode(before);
    if (!isShare) softAt.push(at + 1);
    at += 1;
    return soft;
  }

  function isStrong(token: Token | undefined): boolean {
    return (token?.kind === "op" && /[*/]/.test(token.op)) || /^times$/i.test(token?.text ?? "");
  }

  function readPower(): Node | null {
    const base = readAtom();
    const token = peek();
    if (!base || !token) return base;
    if (token.kind === "power") {
      at += 1;
      const { start, end } = token;
      const powered: Node = {
        ...{ kind: "power", base, start: base.start, end },
        exponent: toNumber({ start, end, value: token.exponent }),
      };
      return readTail(powered);
    }
    if (token.kind !== "op" || token.op !== "^") return base;
    at += 1;
    const exponent = readPower();
    return exponent && { kind: "power", base, exponent, start: base.start, end: exponent.end };
  }

  function readAtom(): Node | null {
    while (peek()?.kind === "approx" || peek()?.kind === "relation") {
      if (peek()?.text === "=" || at === from) break;
      at += 1;
    }
    const token = peek();
    if (!token) return null;
    if (token.kind === "number") return readNumber(token);
    if (token.kind === "open") return readGroup(token);
    if (token.kind === "root") {
      at += 1;
      const of = readAtom();
      const half = toNumber({ start: token.start, end: token.end, value: 0.5 });
      return of && { kind: "power", base: of, exponent: half, start: token.start, end: of.end };
    }
    if (token.kind === "op" && token.op === "-" && peek(1)?.kind === "number") {
      at += 1;
      const of = readAtom();
      const zero = toNumber({ start: token.start, end: token.end, value: 0 });
      const rest = of && [{ op: "-" as const, node: of }];
      return (
        rest && { kind: "sum", first: zero, rest, start: token.start, end: rest[0]?.node.end ?? 0 }
      );
    }
    return at === from ? null : readLabelled(token);
  }

  /** "+ clean-up 10": the number behind its label; "× layers ×": a name instead of a number. */
  function readLabelled(first: Token): Node | null {
    let words = 0;
    for (; words < MAX_LABEL_WORDS; words += 1) {
      const token = peek(words);
      if (token?.kind !== "word" || STOPS.has(token.text.toLowerCase())) break;
    }
    const next = peek(words);
    if (words === 0 || !next) return null;
    if (next.kind === "number") {
      at += words;
      return readNumber(next);
    }
    if (next.kind !== "op" && next.kind !== "relation") return null;
    at += words;
    return { kind: "unknown", start: first.start, end: tokens[at - 1]?.end ?? first.end };
  }

  function readGroup(open: Token): Node | null {
    if (depth >= MAX_DEPTH) return null;
    at += 1;
    depth += 1;
    const inner = readSum();
    depth -= 1;
    if (!inner) return null;
    if (peek()?.kind === "relation") {
      const close = findClose(at);
      if (close === null) return null;
      remarks.push({ from: tokens.indexOf(open, from) + 1, to: close, of: null });
      at = close;
    }
    const close = peek();
    if (close?.kind !== "close") return null;
    at += 1;
    return readTail({ kind: "product", first: inner, rest: [], start: open.start, end: close.end });
  }

  /** The unit behind a bracket or a power: "(4 + 8) ms". */
  function readTail(node: Node): Node {
    const start = tokens[at - 1]?.end ?? node.end;
    const one = toNumber({ start, end: start, value: 1 });
    const unit = readPhrase({ ...one, readings: [{ scale: 1, units: [] }] }, true);
    if (unit.unitEnd <= start) return node;
    const rest = [{ op: "*" as const, node: { ...unit, isBare: false } }];
    return { kind: "product", first: node, rest, start: node.start, end: unit.end };
  }

  function readNumber(token: NumberToken): Node {
    at += 1;
    const { start, end, readings } = token;
    const low: NumberNode = {
      ...{ kind: "number", token, readings, start, end, unitEnd: end, isBare: true },
    };
    const high = ranges ? readHighEnd() : null;
    if (!high)
      return readPhrase(
        low,
        readings.every(({ units }) => units.length === 0),
      );
    const whole = readPhrase(high, true);
    return { kind: "range", low, high: whole, start, end: whole.end };
  }

  function readHighEnd(): NumberNode | null {
    const [dash, token] = [peek(), peek(1)];
    const isDash = dash?.kind === "op" && dash.op === "range";
    const isTo = dash?.kind === "word" && dash.text.toLowerCase() === "to";
    if (!(isDash || isTo) || token?.kind !== "number") return null;
    at += 2;
    const { start, end, readings } = token;
    return { kind: "number", token, readings, start, end, unitEnd: end, isBare: true };
  }

  /** Unit words and nouns behind a number: "calls per month", "GPU hours", "tok/s". */
  function readPhrase(number: NumberNode, takesUnit: boolean): NumberNode {
    let { end, unitEnd, readings } = number;
    let words = 0;
    let sign = 1;
    let canTake = takesUnit;
    for (; words < MAX_NOUNS; at += 1) {
      const token = peek();
      const next = peek(1);
      if (token?.kind === "op" && token.op === "/" && next?.kind === "word") {
        sign = -1;
        continue;
      }
      if (token?.kind === "open" && token.start > end) {
        const close = findClose(at);
        if (close === null) break;
        remarks.push({ from: at + 1, to: close, of: number });
        // "9 min (+ load 13) × $2.20".
        isLoose ||= peek(1)?.kind === "op";
        at = close;
        end = tokens[close]?.end ?? end;
        continue;
      }
      if (token?.kind !== "word" || isOperator(token, next)) break;
      const word = token.text.toLowerCase();
      if (STOPS.has(word) && sign > 0 && !joinsNouns(word)) break;
      if (word === "of" && isShareNode(number)) isOpen = true;
      if (word === "per" || (/^(?:an?|each|every)$/.test(word) && next && isDivisor(next.text))) {
        sign = -1;
        end = token.end;
        continue;
      }
      const units = readUnits(token.text);
      const isAdverb = units[0]?.[0]?.power === -1;
      const isNear =
        words === 0 || (words < 3 && /^(?:hour|day|minute|second|week|month)s$/.test(word));
      if (units.length > 0 && (sign < 0 || isAdverb || (canTake && isNear))) {
        readings = withUnits(readings, units, sign);
        unitEnd = token.end;
        canTake = canTake && sign < 0;
      }
      sign = 1;
      words += 1;
      end = token.end;
    }
    return {
      ...number,
      readings,
      end,
      unitEnd,
      isBare: takesUnit && words === 0 && end === number.end,
    };
  }

  /** "2 for storage and evaluation =". */
  function joinsNouns(word: string): boolean {
    return (
      word === "and" && peek(1)?.kind === "word" && /^(?:op|relation)$/.test(peek(2)?.kind ?? "")
    );
  }

  function isOperator(token: Token, next: Token | undefined): boolean {
    const word = token.text.toLowerCase();
    const isNumber = next?.kind === "number" || next?.kind === "open" || next?.kind === "approx";
    if (/^(?:times|plus|minus|multiplied|divided)$/.test(word)) return true;
    // "At just over three".
    if (
      word === "over" &&
      /^(?:just|well|slightly|bit|little)$/i.test(tokens[at - 1]?.text ?? "")
    ) {
      return false;
    }
    if (word === "to" || word === "from") return isNumber;
    return isNumber && (word === "per" || word in HARD_WORDS || word in SOFT_WORDS);
  }

  function findClose(open: number): number | null {
    for (let index = open; index < Math.min(last, open + 40); index += 1) {
      if (tokens[index]?.kind === "close") return index;
      if (tokens[index]?.kind === "break") return null;
    }
    return null;
  }

  const node = readSum();
  return node && { node, next: at, softAt, remarks, isOpen, isLoose };
}

function isShareNode({ token }: NumberNode): boolean {
  return (
    isPercent(token) || (token.isWord && token.mantissa < 1) || token.readings[0]?.scale === 1 / 3
  );
}

function withUnits(readings: Reading[], units: Unit[][], sign: number): Reading[] {
  return readings.flatMap((reading) =>
    units.map((more) => ({
      scale: reading.scale,
      units: [...reading.units, ...more.map((one) => ({ ...one, power: one.power * sign }))],
    })),
  );
}

function toNumber({ start, end, value }: Place & { value: number }): NumberNode {
  const readings = [{ scale: 1, units: [] }];
  const token: NumberToken = {
    ...{ kind: "number", start, end, text: "", mantissa: value, step: 0, readings },
    ...{ isWord: false, digitsEnd: end },
  };
  return { kind: "number", token, readings, start, end, unitEnd: end, isBare: false };
}
