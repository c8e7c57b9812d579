import type { Token } from "./read-tokens";

/**
 * What leads from an expression to its result. A `sign` or a `verb` says that they are equal; `weak`
 * words ("so", brackets, the next cell) may mean something else; after a `comma` only a sum that
 * holds is one.
 */
export type Bridge = {
  /** Index of the first token of the result. */
  next: number;
  strength: "sign" | "verb" | "weak" | "comma";
  /** "Less than", "at most": no result. */
  isBound: boolean;
  /** A comma or a full stop stands between, and nothing that refers to what is before. */
  isApart: boolean;
};

const MAX_WORDS = 9;
const VERBS = new Set(
  // prettier-ignore
  ("is are was be equals equal makes make making gives give giving yields yield comes come works amounts adds sums totals results resulting that's it's " +
    "gets get becomes equates lands").split(" "),
);
const WEAK = new Set(
  // prettier-ignore
  "so or thus hence therefore i.e i e ie means meaning needs need takes take costs cost requires require leaves leave reaches produces consumes uses".split(" "),
);
const FILLERS = new Set(
  // prettier-ignore
  ("that which this it we you i then in all total altogether a an of the to at out up as would will should around about roughly approximately approx circa ca some nearly almost " +
    "just exactly only another again whole sum result on average us me already still slightly good").split(" "),
);
/** ", which is" goes on with what stands before. */
const RELATIVE = /^(?:which|that|that's|i\.e|ie|i|so)$/i;
const ABOUT = /^(?:about|around|roughly|approximately|approx|circa|ca|nearly|almost|some)$/;
const BOUNDS = /^(?:under|below|less|most|least|above|within|max|min|fewer)$/;

/** The way from an expression's end to a number; null where nothing says that they are equal. */
export function readBridge(tokens: readonly Token[], from: number): Bridge | null {
  let strength: Bridge["strength"] | null = null;
  let isBound = false;
  let isAbout = false;
  for (let at = from; at < from + MAX_WORDS; at += 1) {
    const token = tokens[at];
    if (!token) return null;
    if (/^(?:number|open|root)$/.test(token.kind)) {
      if (token.kind === "open" && strength !== "sign") return null;
      const isComma = at > from && (isAbout || tokens[from]?.kind === "comma");
      strength ??= isComma ? "comma" : null;
      const mark = tokens[from];
      const goesOn = mark?.text === "," && RELATIVE.test(tokens[from + 1]?.text ?? "");
      const isApart = mark?.kind === "comma" && !goesOn;
      return strength && { next: at, strength, isBound, isApart };
    }
    if (token.kind === "approx") {
      isAbout = true;
      if (at === from) strength = "sign";
    } else if (token.kind === "relation") strength = "sign";
    else if (token.kind === "arrow") strength ??= "weak";
    else if (token.kind === "comma") {
      if (at > from && strength !== "weak") return null;
      if (token.text === ":") strength ??= "weak";
      // "… = 12. That is 3 a day": another sentence only goes on where it says so.
    } else if (token.kind === "word") {
      const word = token.text.toLowerCase();
      if (VERBS.has(word)) strength = strength === "sign" ? "sign" : "verb";
      else if (WEAK.has(word)) strength ??= "weak";
      else if (BOUNDS.test(word)) isBound = true;
      else if (!FILLERS.has(word) && !/^(?:than|over|more)$/.test(word) && strength !== "sign")
        return null;
      isAbout ||= ABOUT.test(word);
    } else if (token.kind === "op" && token.op === "-" && token.text === "–") strength ??= "weak";
    else return null;
  }
  return null;
}
